import type { LaidOutPage, PageTable, TableCell, TextLine } from '../model.ts';
import { beginsRowLabel, isInRowLabel, isRowLabel } from './form-labels.ts';
import { overlapX } from './text-runs.ts';

/** Pages on which the last row's label is whole: its last lines may be all that stands of its table on the next page. */
export function withWholeLabels(pages: readonly LaidOutPage[]): LaidOutPage[] {
  const result = [...pages];
  result.forEach((page, index) => {
    const next = result[index + 1];
    const table = page.tables.at(-1);
    const label = table && cutLabel(table);
    if (!next || !table || !label || page.lines.some(({ box }) => box[1] > table.box[3])) return;
    const rest = restOf(label, next);
    if (!rest) return;
    const { inferred: _, ...whole } = { ...label, text: [label.text, ...rest.map(({ text }) => text)].join('\n') };
    const cells = table.cells.map((cell) => (cell === label ? whole : cell));
    result[index] = { ...page, tables: [...page.tables.slice(0, -1), { ...table, cells }] };
    result[index + 1] = { ...next, lines: next.lines.filter((line) => !rest.includes(line)) };
  });
  return result;
}

function cutLabel({ cells, rows, borderless }: PageTable): TableCell | undefined {
  if (!borderless || borderless.foot.length > 0) return undefined;
  return cells.find(
    (cell) => cell.inferred === true && cell.row === rows - 1 && beginsRowLabel(cell.text) && !isRowLabel(cell.text),
  );
}

/** The first lines of a page, above its first table, where they make a whole label of one that was cut. */
function restOf(label: TableCell, { lines, tables }: LaidOutPage): readonly TextLine[] | null {
  const top = Math.min(...tables.map(({ box }) => box[1]));
  const first = lines.filter(({ box, text }) => text !== '' && box[1] < top);
  for (let count = 1; count <= first.length; count++) {
    const rest = first.slice(0, count);
    const text = label.text + rest.map((line) => line.text).join('');
    if (!rest.every(({ box }) => overlapX(box, label.box)) || !isInRowLabel(text)) return null;
    if (isRowLabel(text)) return rest;
  }
  return null;
}
