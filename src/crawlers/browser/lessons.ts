import { createHash } from 'node:crypto';
import { sha256Of } from '../../archive/sha256.ts';
import { addBrowserRetry, type BrowserRetryOutcome, browserLesson } from '../../store/browser-retries.ts';
import { addPagerPress, type FoundRow, pagerPress } from '../../store/pager-presses.ts';
import type { Store } from '../../store/store.ts';
import { type Clock, dayOf, systemClock } from '../../vocabulary/clock.ts';
import { type Answer, pageOf } from '../http/answer.ts';
import type { ListEnd } from '../plan/completeness.ts';
import { isListed } from '../platforms/page/row.ts';
import { readRows } from '../platforms/page/rows.ts';
import { pageShape } from './page-shape.ts';

type Retried = Omit<BrowserRetryOutcome, 'gaveMore'>;

/** What is kept of retries in the browser from night to night. */
export interface BrowserLessons {
  /** Whether the page would show nothing more than it did without scripts. */
  isPointless(answer: Answer): boolean;
  note(answer: Answer, gaveMore: boolean): void;
  /** What pressing the pager of a list gave whose own rows are as they were then; null: it is to be pressed. */
  pressed(answer: Answer): PressLesson | null;
  notePress(answer: Answer, lesson: PressLesson): void;
}

export interface PressLesson {
  /** The rows that only pressing brought. */
  readonly found: readonly FoundRow[];
  readonly end: ListEnd;
}

/** What retries in the browser have taught about a portal's pages. */
export function browserLessons(store: Store, portalId: string, clock: Clock = systemClock): BrowserLessons {
  const today = () => dayOf(clock());
  // A page is asked about before its retry and noted after it: its bytes are gone through once.
  const known = new WeakMap<Answer, Retried>();
  const retriedOf = (answer: Answer): Retried => {
    const retried = known.get(answer) ?? {
      portalId,
      url: answer.url,
      sha256: sha256Of(answer.bytes),
      shape: pageShape(answer),
    };
    known.set(answer, retried);
    return retried;
  };
  return {
    isPointless: (answer) => browserLesson(store, retriedOf(answer), today()) !== null,
    note: (answer, gaveMore) =>
      store.transaction(() => addBrowserRetry(store, { ...retriedOf(answer), gaveMore }, today())),
    pressed: (answer) => {
      const rowsSha256 = digestOfRows(answer);
      const press = rowsSha256 === null ? null : pagerPress(store, { portalId, url: answer.url, rowsSha256 }, today());
      if (press === null) return null;
      const { found, completeness, evidence, pressedOn } = press;
      return {
        found,
        end: { completeness, evidence: `${evidence}, on ${pressedOn}; the first rows are as they were` },
      };
    },
    notePress: (answer, { found, end: { completeness, evidence } }) => {
      const rowsSha256 = digestOfRows(answer);
      if (rowsSha256 === null || completeness === 'unknown') return;
      const page = { portalId, url: answer.url, rowsSha256 };
      store.transaction(() => addPagerPress(store, page, { found, completeness, evidence, pressedOn: today() }));
    },
  };
}

/** Lists have their newest rows on top: where these are as they were, so are the others. Null where the page itself holds no row. */
function digestOfRows(answer: Answer): string | null {
  const rows = readRows(pageOf(answer)).filter(isListed);
  if (rows.length === 0) return null;
  const text = rows.map(({ url, title }) => `${url} ${title}`).join('\n');
  return createHash('sha256').update(text).digest('hex');
}
