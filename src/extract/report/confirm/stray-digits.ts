import type { Document } from '../../document.ts';
import type { FigureCollector } from '../figures.ts';

/** Formats that say where text stands and not to which cell it belongs. */
const DRAWN: ReadonlySet<string> = new Set(['pdf', 'ofd']);
/** Digits alone on a line: the rest of a number that its cell's width broke, or a page's number. */
const DIGITS = /^\s*\p{Nd}{1,3}\s*$/u;

/**
 * Digits alone right below a table may be the last ones of a number in its last row (21 in a narrow column is 2 and 1): what stands there
 * needs a sum to confirm it, where the form has one.
 */
export function doubtAboveStrayDigits({ blocks, format }: Document, sheet: FigureCollector): void {
  if (!DRAWN.has(format)) return;
  let table = -1;
  blocks.forEach((block, at) => {
    if (block.kind === 'table') table++;
    const before = blocks[at - 1];
    if (block.kind !== 'paragraph' || !DIGITS.test(block.text) || before?.kind !== 'table') return;
    const own = sheet.figures.filter((figure) => figure.source.table === table && figure.table !== 'disclosure');
    const last = Math.max(...own.map(({ source }) => source.row ?? -1));
    for (const figure of own) if (figure.source.row === last && figure.value !== null) sheet.doubtful.add(figure);
  });
}
