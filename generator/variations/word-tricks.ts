import { Converter } from 'opencc-js/cn2t';
import type { SampleBlock } from '../../src/sample/model.ts';
import type { Random } from '../../src/sample/random.ts';
import type { SampleTruth, TruthNumbers } from '../../src/sample/truth.ts';
import { type Draft, type Trick, withBlocks, withCells } from './draft.ts';

/* How the words of a report are printed, and what stands around its title. */

function withWords(draft: Draft, change: (text: string) => string): Draft {
  const blocks = draft.report.blocks.map((block): SampleBlock => {
    if (block.kind === 'table')
      return {
        ...block,
        table: { ...block.table, cells: block.table.cells.map((cell) => ({ ...cell, text: change(cell.text) })) },
      };
    return 'lines' in block ? { ...block, lines: block.lines.map(change) } : { ...block, text: change(block.text) };
  });
  return withBlocks(draft, blocks);
}

const traditional = Converter({ from: 'cn', to: 'tw' });

/** Rows that an organ added are named as they are printed, and so are lines of a list. */
function inTraditional(truth: SampleTruth): SampleTruth {
  const named = (rows: TruthNumbers | null): TruthNumbers | null =>
    rows && Object.fromEntries(Object.entries(rows).map(([key, cells]) => [traditional(key), cells]));
  return {
    ...truth,
    title: traditional(truth.title),
    organ: traditional(truth.organ),
    disclosure: named(truth.disclosure),
    applications: named(truth.applications),
    indicators: truth.indicators.map((line) => ({ ...line, indicator: traditional(line.indicator) })),
  };
}

const RADICALS: Readonly<Record<string, string>> = {
  人: '⼈',
  民: '⺠',
  工: '⼯',
  用: '⽤',
  立: '⽴',
  生: '⽣',
  自: '⾃',
  行: '⾏',
  文: '⽂',
};
const withRadicals = (text: string): string => text.replace(/[人民工用立生自行文]/g, (sign) => RADICALS[sign] ?? sign);

/** Two neighbours of the title change places, or one is lost: it is still its title. */
function misprinted(draft: Draft, random: Random): Draft | null {
  const { report } = draft;
  const usual = `${report.truth.organ}${report.truth.year}年政府信息公开工作年度报告`;
  if (report.truth.title !== usual) return null;
  const ending = random.pick([
    '政府信息公开工作告年度报',
    '政府信息公开工年作度报告',
    '政府信公开息工作年度报告',
    '政府信息公开工作年度报吿',
  ]);
  const title = `${report.truth.organ}${report.truth.year}年${ending}`;
  const blocks = report.blocks.map(
    (block): SampleBlock => (block.kind === 'title' ? { ...block, lines: [title] } : block),
  );
  return { ...draft, report: { ...report, blocks, truth: { ...report.truth, title } } };
}

/** Title and organ inside the block of the page's facts, and nowhere else above the text. */
function informationBlock(draft: Draft, random: Random): Draft {
  const { truth } = draft.report;
  const lines = [
    `索引号：000014349/${truth.year + 1}-000${random.int(10, 99)}`,
    `分类：政府信息公开年报`,
    `发布机构：${truth.organ}`,
    `发文日期：${truth.year + 1}-01-${random.int(10, 30)}`,
    `${random.pick(['标题', '名称', '标　　题', '信息名称'])}：${truth.title}`,
    `${random.pick(['文号', '有效性'])}：`,
  ];
  const facts = lines.map((text): SampleBlock => ({ kind: 'paragraph', text }));
  const blocks = draft.report.blocks.filter(({ kind }) => kind !== 'title' || random.chance(0.5));
  return withBlocks(draft, [...facts, ...blocks]);
}

/** The title once more at the head of each part. */
function runningHeads(draft: Draft): Draft {
  const { blocks, truth } = draft.report;
  const head: SampleBlock = { kind: 'paragraph', text: truth.title };
  return withBlocks(
    draft,
    blocks.flatMap((block, at) => (block.kind === 'heading' && at % 2 === 0 ? [head, block] : [block])),
  );
}

export const WORD_TRICKS: readonly Trick[] = [
  {
    name: 'traditional characters',
    apply: (draft) => {
      const changed = withCells(
        withWords(draft, (text) => traditional(text)),
        ({ figure, ...cell }) => ({ ...cell, figure: figure && { ...figure, row: traditional(figure.row) } }),
      );
      return { ...changed, report: { ...changed.report, truth: inTraditional(draft.report.truth) } };
    },
  },
  { name: 'radicals', apply: (draft) => withWords(draft, withRadicals) },
  { name: 'misprinted title', apply: misprinted },
  { name: 'information block', apply: informationBlock },
  { name: 'running heads', apply: (draft) => runningHeads(draft) },
];
