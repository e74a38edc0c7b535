import type { Answer } from '../http/answer.ts';
import { pageOf } from '../http/answer.ts';
import { visibleTexts } from '../platforms/page/dom.ts';

/** Elements whose words say nothing of a page's own content. */
const FRAME: ReadonlySet<string> = new Set(['a', 'header', 'footer', 'nav', 'button']);

/** Letters that a reader sees of a page outside of its links; counted until there are `enough`. */
export function countWords(answer: Answer, enough = Number.POSITIVE_INFINITY): number {
  const body = pageOf(answer).$('body').get(0);
  if (body === undefined) return 0;
  let count = 0;
  for (const text of visibleTexts(body, FRAME)) {
    count += text.length;
    if (count >= enough) break;
  }
  return count;
}
