import { createHash } from 'node:crypto';
import { addBrowserRetry, type BrowserRetryOutcome, browserLesson } from '../../store/browser-retries.ts';
import type { Store } from '../../store/store.ts';
import type { Answer } from '../http/answer.ts';
import type { BrowserLessons } from './browser-retry.ts';
import { pageShape } from './page-shape.ts';

type Retried = Omit<BrowserRetryOutcome, 'gaveMore'>;

/** What retries in the browser have taught about a portal's pages. */
export function browserLessons(store: Store, portalId: string): BrowserLessons {
  // A page is asked about before its retry and noted after it: its bytes are gone through once.
  const known = new WeakMap<Answer, Retried>();
  const retriedOf = (answer: Answer): Retried => {
    const retried = known.get(answer) ?? {
      portalId,
      url: answer.url,
      sha256: createHash('sha256').update(answer.bytes).digest('hex'),
      shape: pageShape(answer),
    };
    known.set(answer, retried);
    return retried;
  };
  return {
    isPointless: (answer) => browserLesson(store, retriedOf(answer)) !== null,
    note: (answer, gaveMore) => store.transaction(() => addBrowserRetry(store, { ...retriedOf(answer), gaveMore })),
  };
}
