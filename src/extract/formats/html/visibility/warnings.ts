import type { Warning } from '../../../document.ts';
import { unseenWarnings } from '../../office/text-style.ts';
import { ancestorsOf, descendants, type Element, isText } from '../dom/dom.ts';
import type { UnseenPart } from './mark.ts';
import type { Visibility } from './resolve.ts';
import { holdsTables } from './reveal.ts';

/** Told of numbers left out that stand in the tables of a report but are not seen there, and of style sheets that were not obeyed. */
export function visibilityWarnings({ unseen, unread }: Visibility): Warning[] {
  return [...unseenWarnings(numbersIn(unseen)), ...sheetWarnings(unread)];
}

const sheetWarnings = (count: number): Warning[] =>
  count === 0
    ? []
    : [
        {
          code: 'styles_unread',
          message: `${count} style sheets are out of bounds and were not obeyed; text that they hide was read.`,
          where: null,
        },
      ];

/** Texts with digits; those inside one that is told already do not count again. */
function numbersIn(unseen: readonly UnseenPart[]): string[] {
  const left = new Set(unseen.map(({ element }) => element).filter((element) => element.unseen === 'hidden'));
  const inReport = reportTables();
  const texts: string[] = [];
  for (const element of left) {
    const [, ...around] = ancestorsOf(element);
    if (around.some((outer) => left.has(outer))) continue;
    const text = textOf(element);
    if (/\d/.test(text) && (around.some(inReport) || holdsTables(element))) texts.push(text);
  }
  return texts;
}

/** Tells tables of a report, each looked at once. */
function reportTables(): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  return (element) => {
    if (element.name !== 'table') return false;
    const answer = known.get(element) ?? holdsTables(element);
    known.set(element, answer);
    return answer;
  };
}

function textOf(element: Element): string {
  let text = '';
  for (const node of descendants(element)) if (isText(node)) text += node.data;
  return text;
}
