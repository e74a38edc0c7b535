import { encodeText } from '../../src/sample/encode.ts';
import { FRAMES } from '../../src/sample/frames/index.ts';
import type { CellFigure, SampleTable } from '../../src/sample/grid.ts';
import { gridTexts, textBody, withoutBreaks } from '../../src/sample/layouts/dump.ts';
import { CLEAN, escapeHtml } from '../../src/sample/layouts/html.ts';
import { LAYOUTS, type Layout } from '../../src/sample/layouts/index.ts';
import { WORD } from '../../src/sample/layouts/word.ts';
import type { SampleOptions, SampleReport } from '../../src/sample/model.ts';
import { type Random, randomFrom } from '../../src/sample/random.ts';
import { renderReport } from '../../src/sample/render.ts';
import { biffOf } from '../biff.ts';
import { DOCX_MANNERS, docxOf } from '../docx.ts';
import { odsOf } from '../ods.ts';
import { odtOf } from '../odt.ts';
import { OFD_RULES, OFD_TEXTS, OFD_TRICKS, ofdOf } from '../ofd.ts';
import { RULE_MANNERS, reportPdf, TEXT_MANNERS, TURNS } from '../pdf.ts';
import { TRICKS } from '../pdf-tricks.ts';
import { RTF_MANNERS, rtfOf } from '../rtf.ts';
import { sheetXmlOf } from '../sheet-xml.ts';
import { WORKBOOK_MANNERS, workbookOf } from '../xlsx.ts';
import { jsonOf, mhtmlOf } from './carriers.ts';
import type { Draft } from './draft.ts';
import { HIDDEN_ROW, type Look, withMarks } from './looks.ts';

/** What a format can show: words and numbers in some order, cells side by side, or characters of different looks in them. */
export type Shows = 'words' | 'cells' | 'looks';

/** One way to write a report into a file. */
export interface Writer {
  readonly name: string;
  readonly shows: Shows;
  readonly options?: SampleOptions;
  /** Variations that it has no room or no characters for. */
  readonly without?: readonly string[];
  readonly write: (draft: Draft, random: Random) => Uint8Array | Promise<Uint8Array>;
  /** Cells that nobody can read in this way of writing. */
  readonly optional?: (report: SampleReport) => (figure: CellFigure) => boolean;
}

const HTML_LOOKS: Readonly<Record<Look, readonly string[]>> = {
  unseen: [
    'style="display:none"',
    'style="visibility:hidden"',
    'style="font-size:0"',
    'style="color:#fff"',
    'hidden',
    'class="k1"',
    'style="opacity:0"',
    'style="position:absolute;left:-9999px"',
    'style="mso-hide:all;display:none"',
    'style="color:oklch(1 0 0)"',
    'style="zoom:.01"',
    'class="k4"',
    'class="k5"',
  ],
  struck: [
    'class="k6"',
    'style="text-decoration:line-through"',
    'class="k2"',
    'style="text-decoration:underline line-through"',
  ],
  deleted: ['style="display:none"', 'class="k2"'],
  raised: [''],
};
const STYLES =
  '<style>td .k1{display:none}.k2{text-decoration-line:line-through}.k3 > td{display:none}.k4{position:absolute;inset-inline-start:-9999px}.k5{display:inline-block;transform:rotateY(90deg)}.k6{position:relative}.k6::after{content:"";position:absolute;left:0;right:0;top:50%;border-top:1px solid}</style>';
const HIDDEN_ROWS = [
  'style="display:none"',
  'hidden',
  'style="visibility:collapse"',
  'style="mso-hide:all;display:none"',
];

/** Marked characters and hidden rows of a page, as its elements and its styles have them. */
function withHtmlLooks(html: string, look: Look, random: Random): string {
  const rows = html.replace(/<tr\b([^<>]*)>((?:(?!<tr\b)[\s\S])*)/gi, (row, attributes: string, cells: string) =>
    cells.includes(HIDDEN_ROW)
      ? `<tr${styleless(attributes)} ${isUnderMerged(cells) ? COLLAPSED : random.pick(HIDDEN_ROWS)}>${cells.replaceAll(HIDDEN_ROW, '')}`
      : row,
  );
  return withMarks(rows, (stretch) => {
    if (look === 'raised') return `<sup>${stretch}</sup>`;
    const struck = random.pick(['s', 'del', 'strike']);
    if (look === 'struck' && random.chance(0.4)) return `<${struck}>${stretch}</${struck}>`;
    return `<span ${random.pick(HTML_LOOKS[look])}>${stretch}</span>`;
  });
}

/** A row that is not displayed at all is none that merged cells reach over: beside those only collapsed ones are. */
function isUnderMerged(cells: string): boolean {
  const width = [...cells.matchAll(/<t[dh]\b([^<>]*)>/gi)].reduce(
    (sum, [, attributes = '']) => sum + Number(/colspan="?(\d+)/i.exec(attributes)?.[1] ?? 1),
    0,
  );
  return width !== DISCLOSURE_WIDTH && width !== APPLICATIONS_WIDTH;
}
/** Columns of tables 2 and 3. */
const [DISCLOSURE_WIDTH, APPLICATIONS_WIDTH] = [4, 10];
const COLLAPSED = 'style="visibility:collapse"';

const styleless = (attributes: string): string => attributes.replace(/\sstyle="[^"]*"/, '');

/** A report's page without a portal around it. */
function pageOf({ report, look }: Draft, random: Random, manner = random.pick([CLEAN, WORD])): string {
  const body = report.blocks
    .map((block) => {
      if (block.kind === 'table') return manner.table(block.table, random);
      const lines = 'lines' in block ? block.lines : [block.text];
      const kind = block.kind === 'paragraph' ? 'text' : block.kind;
      return lines.map((line) => manner.paragraph(line, kind, random)).join('');
    })
    .join('\n');
  return withHtmlLooks(body, look, random);
}

const page = (body: string, title: string): string =>
  `<html><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>${STYLES}</head><body>${body}</body></html>`;

/** Layouts that arrange whole tables that nobody has arranged yet, or put the tables of all reports behind the last. */
const UNSUITED: ReadonlyMap<string, readonly string[]> = new Map([
  ['html-other-arrangement', ['broken by a page', 'arranged otherwise']],
  ['html-annex', ['two reports']],
  // Blank cells come and go there.
  ['text-ragged-rows', ['sparse']],
]);

function laidOut(layout: Layout): Writer {
  const looks =
    layout.kind === 'html' && !/unseen|seen-digits|other-copy|carried|hidden-copy|other-arrangement/.test(layout.name);
  return {
    name: layout.name,
    shows: looks ? 'looks' : /html|tab-rows|cell-lines|markdown/.test(layout.name) ? 'cells' : 'words',
    ...(layout.options ? { options: layout.options } : {}),
    ...(UNSUITED.has(layout.name) ? { without: UNSUITED.get(layout.name) ?? [] } : {}),
    write: ({ report, look }, random) => {
      if (!looks) return renderReport(report, layout).bytes;
      const body = withHtmlLooks(layout.render(report, random), look, random);
      const frame = random.pick(FRAMES);
      return renderReport(report, { ...layout, render: () => STYLES + body }, { frame }).bytes;
    },
  };
}

/** Rows of cells between bars, without the line that makes Markdown. */
const pipes = (table: SampleTable): string =>
  gridTexts(table)
    .map((row) => `| ${row.map((text) => withoutBreaks(text).replace(/\|/g, '/')).join(' | ')} |`)
    .join('\n');

const csvCell = (text: string): string => (/[,"\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
const separated = (by: string) => (table: SampleTable) =>
  gridTexts(table)
    .map((row) => row.map((text) => (by === ',' ? csvCell(text) : withoutBreaks(text))).join(by))
    .join('\n');

const text = (name: string, table: (table: SampleTable) => string, charset: 'utf8' | 'gbk' = 'utf8'): Writer => ({
  name,
  shows: 'cells',
  write: ({ report }) =>
    encodeText(textBody(report.blocks, table), { name, charset, bom: false, meta: null, header: null }),
});

const DOCX: readonly Writer[] = DOCX_MANNERS.map((manner) => ({
  name: `docx ${manner.name}`,
  shows: manner.tracked ? 'cells' : 'looks',
  write: ({ report, look }) => docxOf(report, manner, look),
}));

/** The font of the drawn pages has no traditional characters; a page is too narrow for a table that stands on its side. */
const UNDRAWN = ['traditional characters', 'arranged otherwise'];

const PDFS: readonly Writer[] = [
  {
    name: 'pdf',
    shows: 'cells',
    without: UNDRAWN,
    write: ({ report }, random) =>
      reportPdf(report, {
        rules: random.pick(RULE_MANNERS.filter((rules) => rules !== 'none')),
        text: random.pick(TEXT_MANNERS),
        turn: random.pick(TURNS),
        cut: random.pick(['blank', 'repeat']),
        repeatHeader: random.chance(0.5),
      }),
  },
  {
    name: 'pdf with tricks',
    shows: 'words',
    without: UNDRAWN,
    write: ({ report }, random) => reportPdf(report, { trick: random.pick(TRICKS) }),
  },
  {
    name: 'pdf without rules',
    shows: 'words',
    without: UNDRAWN,
    optional: () => () => true,
    write: ({ report }) => reportPdf(report, { rules: 'none' }),
  },
];

const OFDS: readonly Writer[] = [
  {
    name: 'ofd',
    shows: 'cells',
    without: UNDRAWN,
    write: ({ report }, random) =>
      ofdOf([report], {
        rules: random.pick(OFD_RULES.filter((rules) => rules !== 'none')),
        text: random.pick(OFD_TEXTS),
        cut: random.pick(['blank', 'repeat']),
        repeatHeader: random.chance(0.5),
      }),
  },
  {
    name: 'ofd without rules',
    shows: 'words',
    without: UNDRAWN,
    optional: () => () => true,
    write: ({ report }, random) => ofdOf([report], { rules: 'none', text: random.pick(OFD_TEXTS) }),
  },
  {
    name: 'ofd with tricks',
    shows: 'words',
    without: UNDRAWN,
    write: ({ report }, random) => ofdOf([report], { trick: random.pick(OFD_TRICKS) }),
  },
];

/** Every format in its manners. */
export const WRITERS: readonly Writer[] = [
  ...LAYOUTS.map(laidOut),
  ...DOCX,
  ...RTF_MANNERS.map(
    (manner): Writer => ({
      name: `rtf ${manner}`,
      shows: 'looks',
      write: ({ report, look }) => rtfOf(report, manner, look),
    }),
  ),
  { name: 'odt', shows: 'looks', write: ({ report, look }) => odtOf(report, false, look) },
  { name: 'odt flat', shows: 'looks', write: ({ report, look }) => odtOf(report, true, look) },
  { name: 'ods', shows: 'looks', write: ({ report, look }) => odsOf(report, false, look) },
  { name: 'ods flat', shows: 'looks', write: ({ report, look }) => odsOf(report, true, look) },
  ...WORKBOOK_MANNERS.flatMap((manner) =>
    (['xlsx', 'biff8', 'xlml'] as const).map(
      (type): Writer => ({
        name: `${type} ${manner}`,
        shows: 'cells',
        write: ({ report }) => workbookOf(report, manner, type),
      }),
    ),
  ),
  { name: 'xlsx by hand', shows: 'looks', write: ({ report, look }) => sheetXmlOf(report, look) },
  { name: 'xlsx formats', shows: 'looks', write: ({ report, look }) => sheetXmlOf(report, look, { formats: true }) },
  {
    name: 'xlsx formulas',
    shows: 'looks',
    write: ({ report, look }, random) =>
      sheetXmlOf(report, look, { formulas: random.pick(['stored', 'without value']) }),
  },
  { name: 'xls by hand', shows: 'looks', write: ({ report, look }) => biffOf(report, look) },
  {
    name: 'mhtml',
    shows: 'looks',
    write: (draft, random) => mhtmlOf(page(pageOf(draft, random), draft.report.truth.title), random),
  },
  {
    name: 'json',
    shows: 'looks',
    write: (draft, random) => jsonOf(STYLES + pageOf(draft, random), draft.report.truth.title, random),
  },
  {
    name: 'markdown with html tables',
    shows: 'looks',
    write: ({ report, look }, random) => {
      const blocks = report.blocks.map((block) => {
        if (block.kind === 'title') return { ...block, lines: block.lines.map((line) => `# ${line}\n`) };
        return block.kind === 'heading' ? { ...block, text: `\n## ${block.text}\n` } : block;
      });
      return Buffer.from(
        textBody(blocks, (table) =>
          withHtmlLooks(CLEAN.table(table, random), look, random).replace(/class="k\d"/g, 'hidden'),
        ),
      );
    },
  },
  {
    name: 'nested tables',
    shows: 'looks',
    write: (draft, random) => {
      const inner = pageOf(draft, random);
      const cell = `<td valign="top">${inner}</td>`;
      return Buffer.from(
        page(
          random.pick([
            `<table><tr>${cell}</tr></table>`,
            `<table><tr><td>&nbsp;</td>${cell}<td></td></tr></table>`,
            `<table><tbody><tr><td><table width="100%"><tr>${cell}</tr></table></td></tr></tbody></table>`,
          ]),
          draft.report.truth.title,
        ),
      );
    },
  },
  text('text pipes', pipes),
  text('csv', separated(',')),
  text('csv gbk', separated(','), 'gbk'),
  text('tabs gbk', separated('\t'), 'gbk'),
  text('semicolons', separated(';')),
  ...PDFS,
  ...OFDS,
];

/** The seed's own chance for writing. */
export const writingChance = (seed: number): Random => randomFrom(seed * 37 + 11);
