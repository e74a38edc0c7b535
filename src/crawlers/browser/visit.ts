import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright';
import type { Exchange } from '../../archive/exchange.ts';
import { isHeavy } from '../http/weight.ts';
import { type MadeFile, readMadeFile, showsMadeFile } from './made-files.ts';
import { type Pressed, type PressOptions, pressThrough } from './press.ts';
import { BrowserCrashedError, within } from './program.ts';
import { type BrowserFetch, MOST_PRESSED, Traffic } from './traffic.ts';

/** How much of its content a page shows: all that was hoped for, something that may be all, or nothing. */
export type Showing = 'content' | 'something' | 'nothing';

export interface VisitOptions {
  readonly url: string;
  readonly fetch: BrowserFetch;
  /** Judges the last document, and the page as it stands. */
  readonly shows: (document: Exchange, html: string) => Showing;
  /** A page that is at rest may still be at work: challenges compute for half a minute without a request. */
  readonly worksInSilence: boolean;
  /** Milliseconds until the page must show it. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

export interface Visit {
  /** Answers that became the page, in order; the last is the one that it shows. */
  readonly documents: readonly Exchange[];
  /** The page as it stood at the end, after its scripts. */
  readonly html: string;
  /** The positive check of the content. */
  readonly there: boolean;
  /** The page was sent on and on. */
  readonly inCircles: boolean;
  /** A file that its scripts have made. */
  readonly made: MadeFile | null;
  /** Cookies by name that the page holds for its host. */
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}

/** How often the page is looked at; milliseconds. */
const LOOK_EVERY_MS = 250;
/**
 * How long nothing may move (no request, no change of the page) before content is all, and before anything less is; milliseconds. Late
 * scripts wait two or three seconds.
 */
const QUIET_MS: Readonly<Record<Showing, number>> = { content: 1000, something: 3500, nothing: 3500 };
/** A page that asks its host for ever (counters, chats) is never quiet: after so many milliseconds what it shows will do. */
const RESTLESS_MS = 15_000;
/** A script without an end keeps the page from being read; milliseconds for one look. */
const LOOK_MS = 5000;

/** Opens a page in the browser. Every request goes through `fetch`, so the archive holds the exact bytes of what the page was made of. */
export async function visitPage(context: BrowserContext, options: VisitOptions): Promise<Visit> {
  const page = await context.newPage();
  const traffic = new Traffic(page, options.fetch);
  let crashed = false;
  page.on('crash', () => {
    crashed = true;
  });
  context.on('page', (popup) => void popup.close().catch(() => undefined));
  await context.route('**/*', (route) => traffic.answer(route));
  const startedAt = Date.now();
  await page.goto(options.url, { waitUntil: 'commit', timeout: options.patienceMs }).catch(() => undefined);
  const look = looking(page, traffic, options);
  let { showing, html, changedAt } = NOTHING_YET;
  while (Date.now() - startedAt < options.patienceMs && !options.signal.aborted && !traffic.goesInCircles) {
    await sleep(LOOK_EVERY_MS);
    if (crashed || page.isClosed()) throw new BrowserCrashedError('the page broke its browser');
    const restless = Date.now() - startedAt > RESTLESS_MS;
    if (!restless && traffic.quietMs() < QUIET_MS.content) continue;
    ({ showing, html, changedAt } = await look());
    if (showing === 'nothing' && options.worksInSilence) continue;
    // A clock that ticks beside the content keeps nobody waiting.
    const quietMs = showing === 'content' ? traffic.quietMs() : Math.min(traffic.quietMs(), Date.now() - changedAt);
    if (quietMs >= QUIET_MS[showing] || (restless && showing === 'content')) break;
  }
  const made = showsMadeFile(html) ? await readMadeFile(page) : null;
  const cookies = await context.cookies(page.url()).catch(() => []);
  const { documents, goesInCircles: inCircles } = traffic;
  return { documents, html, there: showing !== 'nothing', inCircles, made, cookies };
}

/** Opens a list and presses its pager to the end. */
export async function visitPager(
  context: BrowserContext,
  { url, fetch, ...pressing }: Pick<VisitOptions, 'url' | 'fetch'> & PressOptions,
): Promise<Pressed> {
  const page = await context.newPage();
  const traffic = new Traffic(page, fetch, MOST_PRESSED);
  context.on('page', (popup) => void popup.close().catch(() => undefined));
  await context.route('**/*', (route) => traffic.answer(route));
  await page.goto(url, { waitUntil: 'load', timeout: LOAD_MS }).catch(() => undefined);
  return pressThrough(page, traffic, pressing);
}

/** What a page loads before it can be pressed, at the host's pace. */
const LOAD_MS = 30_000;

/** The page as it was at one look. */
interface PageState {
  readonly showing: Showing;
  readonly html: string;
  /** When it was first seen so, milliseconds since the epoch. */
  readonly changedAt: number;
}
const NOTHING_YET: PageState = { showing: 'nothing', html: '', changedAt: Number.POSITIVE_INFINITY };

/** Judges the page as it stands; as before where nothing has changed. */
function looking(page: Page, traffic: Traffic, { shows }: VisitOptions): () => Promise<PageState> {
  let last = NOTHING_YET;
  let judged: Exchange | undefined;
  return async () => {
    const html = await contentOf(page);
    const document = traffic.documents.at(-1);
    if (document === undefined || (document === judged && html === last.html)) return last;
    judged = document;
    last = { html, showing: shows(document, html), changedAt: Date.now() };
    return last;
  };
}

/** Empty while the page is on its way to another, or busy with itself. */
async function contentOf(page: Page): Promise<string> {
  let html = '';
  await within(
    LOOK_MS,
    page.content().then((content) => {
      // What scripts have blown up is as unreadable as what never ends.
      if (!isHeavy(Buffer.from(content))) html = content;
    }),
  );
  return html;
}
