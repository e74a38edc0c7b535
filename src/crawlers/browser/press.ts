import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { isHeavy } from '../http/weight.ts';
import { complete, incomplete, type ListEnd } from '../plan/completeness.ts';
import { withoutTokens } from '../plan/session-tokens.ts';
import { CATCH_UP, pressNext, pressTab } from './press-script.ts';
import { within } from './program.ts';
import type { Traffic } from './traffic.ts';

/** A page of a list as it stood before and after each press. */
export interface ShownPage {
  readonly url: string;
  readonly html: string;
}

export interface Pressed {
  readonly pages: readonly ShownPage[];
  readonly end: ListEnd;
}

const PRESS_LIMITS = { presses: 60, milliseconds: 120_000 };
/** A press shows within this time, or does nothing; milliseconds. */
const PATIENCE_MS = 8000;
/** An answer that a press asked for is awaited so long: it keeps its host's pace, and waits behind others; milliseconds. */
const ANSWER_MS = 60_000;
/** Nothing is on its way any more; milliseconds. */
const QUIET_MS = 600;
/** Nothing has come for so long that nothing will; milliseconds. */
const STILL_MS = 2000;
const LOOK_EVERY_MS = 100;
/** So low that the end of the shortest list is out of view; pixels. */
const LOW_WINDOW = { width: 1280, height: 240 };
/** A script without an end keeps the page from being read. */
const LOOK_MS = 5000;

/** Years, groups of organs: more are something else. */
const MOST_TABS = 40;

export interface PressOptions {
  readonly signal: AbortSignal;
  /** The number of the page that the list begins with, from 1. */
  readonly number: number;
  /** Nothing that is shown leads on: where nothing comes, that is all. */
  readonly isGuess: boolean;
}

/**
 * Presses the control of a list's pager again and again, reading the page after each press, until its rows repeat or the control is greyed
 * out; then the same for each of its tabs.
 */
export async function pressThrough(page: Page, traffic: Traffic, options: PressOptions): Promise<Pressed> {
  const { signal, number, isGuess } = options;
  const until = Date.now() + PRESS_LIMITS.milliseconds;
  await page.setViewportSize(LOW_WINDOW).catch(() => undefined);
  await settle(traffic, signal);
  const first = await shown(page);
  const pages: ShownPage[] = [first];
  const known = new Set([rowsOf(first.html)]);
  const startedAt = Date.now();
  const told = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    return `in a browser, after ${pages.length - 1} presses (${traffic.requests} requests, ${seconds} s)`;
  };
  const add = (next: ShownPage) => {
    known.add(rowsOf(next.html));
    pages.push(next);
  };
  let at = number;
  let tab = 0;
  let why = '';
  for (;;) {
    if (signal.aborted) return { pages, end: incomplete(`interrupted ${told()}`) };
    if (pages.length > PRESS_LIMITS.presses || Date.now() > until)
      return { pages, end: incomplete(`the limit was reached ${told()}`) };
    const { refused, gone } = traffic;
    const control = await press(page, at);
    const next = control === 'greyed' ? null : await changed(page, traffic, known, signal);
    if (next === 'awaited') return { pages, end: incomplete(`an answer was still awaited ${told()}`) };
    if (next !== null) {
      add(next);
      at++;
      continue;
    }
    const failed = traffic.refused - refused;
    const isBeyond = failed > 0 && failed === traffic.gone - gone && pages.length > 1;
    if (failed > 0 && !isBeyond) return { pages, end: incomplete(`a request of the page failed ${told()}`) };
    // What does nothing on the first page of a list is not understood; on a later one it may be the end.
    if (control === 'pressed' && pages.length === 1 && number === 1)
      return { pages, end: incomplete(`the control does nothing ${told()}`) };
    why ||= isBeyond ? 'there is no further page' : WHY[control];
    const other = await nextTab();
    if (other === 'failed') return { pages, end: incomplete(`a request of a tab failed ${told()}`) };
    if (other === 'awaited') return { pages, end: incomplete(`an answer was still awaited ${told()}`) };
    if (other === 'none') break;
    // Interrupted, or at the limit: told above.
    if (other === 'stopped') continue;
    add(other);
    at = 1;
  }
  if (pages.length > 1 || why !== WHY.none)
    return { pages, end: complete(`${tab > 0 ? 'each tab was read' : why} ${told()}`) };
  return {
    pages,
    end: isGuess ? complete(`nothing more comes ${told()}`) : incomplete(`no control was found ${told()}`),
  };

  /** The page after the next tab that shows other rows. */
  async function nextTab(): Promise<ShownPage | 'none' | 'failed' | 'stopped' | 'awaited'> {
    const { refused } = traffic;
    while (tab < MOST_TABS && Date.now() < until && !signal.aborted) {
      const isThere = await page.evaluate(pressTab(tab)).catch(() => false);
      if (isThere !== true) return 'none';
      tab++;
      const next = await changed(page, traffic, known, signal);
      if (traffic.refused > refused) return 'failed';
      if (next !== null) return next;
    }
    return tab < MOST_TABS ? 'stopped' : 'none';
  }
}

const WHY = {
  greyed: 'the control is greyed out',
  none: 'no control is left',
  pressed: 'the rows repeat',
} as const;

/** Presses what leads on; where there is nothing, scrolls to the end, which some lists wait for. */
async function press(page: Page, number: number): Promise<keyof typeof WHY> {
  const result = await page.evaluate(pressNext(number)).catch(() => 'none');
  return result === 'pressed' || result === 'greyed' ? result : 'none';
}

/** The page once its rows are others than all before; null where they stay, or are known; `awaited` where an answer does not come. */
async function changed(
  page: Page,
  traffic: Traffic,
  known: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ShownPage | 'awaited' | null> {
  await catchUp(page);
  const startedAt = Date.now();
  const isAwaited = (): boolean => traffic.quietMs() === 0 && Date.now() - startedAt < ANSWER_MS;
  while ((isAwaited() || Date.now() - startedAt < PATIENCE_MS) && !signal.aborted) {
    await sleep(LOOK_EVERY_MS);
    if (traffic.quietMs() < QUIET_MS && (isAwaited() || Date.now() - startedAt < PATIENCE_MS / 2)) continue;
    // A script that draws from what it holds does so at once; a quiet page will not change any more, once it has seen to all it got.
    const isStill = traffic.quietMs() > STILL_MS && Date.now() - startedAt > STILL_MS;
    if (isStill) await catchUp(page);
    const now = await shown(page);
    if (now.html !== '' && !known.has(rowsOf(now.html))) {
      await settle(traffic, signal);
      return shown(page);
    }
    if (isStill && traffic.quietMs() > STILL_MS) return null;
  }
  return traffic.quietMs() === 0 ? 'awaited' : null;
}

async function catchUp(page: Page): Promise<void> {
  await within(LOOK_MS, page.evaluate(CATCH_UP));
}

async function settle(traffic: Traffic, signal: AbortSignal): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (traffic.quietMs() < QUIET_MS && Date.now() < until && !signal.aborted) await sleep(LOOK_EVERY_MS);
}

async function shown(page: Page): Promise<ShownPage> {
  let html = '';
  await within(
    LOOK_MS,
    page.content().then((content) => {
      // What scripts have blown up is as unreadable as what never ends.
      if (!isHeavy(Buffer.from(content))) html = content;
    }),
  );
  return { url: page.url(), html };
}

/** What tells one page of a list from another: its links, in order, without counters and clocks around them. */
function rowsOf(html: string): string {
  const links = html.match(/<(?:a|li|tr|td|dd|div|span)\b[^>]*\b(?:href|onclick|title)=[^>]*>[^<]{4,}/gi) ?? [];
  return withoutTokens(links.join('\n'));
}
