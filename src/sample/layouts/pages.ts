import type { SampleBlock, SampleReport } from '../model.ts';
import type { Random } from '../random.ts';
import { breakTable, changeTables, headerRows } from '../shape.ts';
import { gridTexts, textBody, withoutBreaks } from './dump.ts';
import type { Layout } from './layout.ts';

const LONG = 8;

/** Tab rows over several pages: the table is cut by a page number, a form feed or a blank line, its header repeated or not. */
export const PAGE_BROKEN: Layout = {
  name: 'text-page-broken',
  kind: 'text',
  options: { blanks: false },
  render: (report, random) =>
    textBody(onPages(report, random), (table) =>
      gridTexts(table)
        .map((row) => row.map(withoutBreaks).join('\t'))
        .join('\n'),
    ),
};

function onPages({ blocks }: SampleReport, random: Random): SampleBlock[] {
  const broken = changeTables(blocks, (table) => {
    if (table.rows <= LONG) return [table];
    const at = random.int(headerRows(table) + 2, table.rows - 2);
    return breakTable(
      table,
      at,
      random.pick(['repeat', 'blank'] as const),
      table.key !== 'disclosure' && random.chance(0.5),
    );
  });
  let page = 1;
  return broken.flatMap((block, index): SampleBlock[] => {
    const cut = block.kind === 'table' && broken[index - 1]?.kind === 'table';
    if (!cut) return [block];
    page++;
    const mark = random.pick([`— ${page} —`, `${page}`, '\f', '', `第${page}页`]);
    return [{ kind: 'paragraph', text: mark }, block];
  });
}
