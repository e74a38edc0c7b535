import type { SampleCell, SampleTable } from '../grid.ts';
import { rowsOf } from '../grid.ts';
import type { Random } from '../random.ts';
import { CLEAN, cellText, escapeHtml, htmlLayout, type Manner, spans } from './html.ts';
import type { Layout } from './layout.ts';

/* Pages on which style sheets decide what a reader sees: numbers that are there and not seen, and numbers that only look as if they were. */

const HIDING = [
  'display:none',
  'visibility:hidden',
  'opacity:0',
  'font-size:0',
  'font-size:1px',
  'color:transparent',
  'color:#fff',
  'color:rgb(255,255,255)',
  'position:absolute;left:-9999px',
  'position:absolute;top:-5000px',
  'position:absolute;clip:rect(0 0 0 0)',
  'position:absolute;width:1px;height:1px;overflow:hidden',
  'display:inline-block;width:0;height:0;overflow:hidden',
  'display:block;max-height:0;overflow:hidden',
  'display:inline-block;text-indent:-9999px;overflow:hidden;width:9px',
  'display:inline-block;transform:scale(0)',
  'display:inline-block;transform:translateX(-3000px)',
  'clip-path:inset(50%)',
  'text-decoration:line-through',
  'text-decoration:line-through red',
] as const;

const HARMLESS = [
  'display:inline',
  'visibility:visible',
  'opacity:.9',
  'color:#bbb',
  'color:#fff;background:#036',
  'position:relative;left:-1px',
  'font-size:90%',
  'font-weight:bold',
  'text-decoration:underline',
  'display:inline-block;min-width:2em;overflow:hidden',
  'clip:rect(0 0 0 0)',
  'clip-path:none',
  'transform:none',
  'text-indent:0',
] as const;

const SELECTORS = [
  '.k7',
  'td .k7',
  'table td > .k7',
  'span[class="k7"]',
  ':is(.k6,.k7)',
  'tr td .k7:not(.k8)',
  '.k6,.k7',
] as const;
const AROUND: readonly ((rule: string) => string)[] = [
  (rule) => rule,
  (rule) => `@media screen{${rule}}`,
  (rule) => `@media only screen and (min-width:800px){${rule}}`,
  (rule) => `@supports (display:block){${rule}}`,
  (rule) => `@layer page{${rule}}`,
];
/** Conditions that the reader's screen does not meet. */
const ELSEWHERE: readonly ((rule: string) => string)[] = [
  (rule) => `@media print{${rule}}`,
  (rule) => `@media (max-width:768px){${rule}}`,
  (rule) => `.k9{${rule}}`,
  (rule) => `${rule} ${rule.replace(/\{.*\}/, '{display:inline}')}`,
];

interface HidingTrick {
  readonly css: string;
  /** A number's span. */
  readonly open: string;
}

const ruled = (declarations: string, random: Random, around: readonly ((rule: string) => string)[]): HidingTrick => ({
  css: random.pick(around)(`${random.pick(SELECTORS)}{${declarations}}`),
  open: '<span class="k7">',
});

const written = (declarations: string): HidingTrick => ({ css: '', open: `<span style="${declarations}">` });

const isNumber = ({ text }: SampleCell): boolean => /^\d+$/.test(text);

/** Clean tables, numbers of which are set by `set`. */
const setting = (set: (cell: SampleCell, random: Random) => string): Manner => ({
  ...CLEAN,
  table: (table: SampleTable, random: Random) => {
    const rows = rowsOf(table).map((row) => {
      const cells = row.map(
        (cell) => `<td${spans(cell)}>${isNumber(cell) ? set(cell, random) : cellText(cell.text)}</td>`,
      );
      return `<tr>${cells.join('')}</tr>`;
    });
    return `<table border="1">${rows.join('\n')}</table>`;
  },
});

/** A layout whose style sheet and whose numbers are of one trick, another one a report. */
const tricked = (
  name: string,
  trick: (random: Random) => HidingTrick,
  set: (open: string, cell: SampleCell, random: Random) => string,
): Layout => ({
  name,
  kind: 'html',
  render: (report, random) => {
    const { css, open } = trick(random);
    const body = htmlLayout(
      name,
      setting((cell, own) => set(open, cell, own)),
    ).render(report, random);
    return css === '' ? body : `<style>${css}</style>${body}`;
  },
});

/** Digits that nobody sees before or behind some of the numbers. */
const UNSEEN_DIGITS = tricked(
  'html-unseen-digits',
  (random) => {
    const declarations = random.pick(HIDING);
    return random.chance(0.3) ? written(declarations) : ruled(declarations, random, AROUND);
  },
  (open, { text }, random) => {
    if (random.chance(0.6)) return text;
    const decoy = `${open}${random.int(1, 99)}</span>`;
    return random.chance(0.5) ? decoy + text : text + decoy;
  },
);

/** Numbers in spans whose style takes nothing away, or only elsewhere. */
const SEEN_DIGITS = tricked(
  'html-seen-digits',
  (random) => {
    const kind = random.next();
    if (kind < 0.3) return written(random.pick(HARMLESS));
    return kind < 0.6
      ? ruled(random.pick(HARMLESS), random, AROUND)
      : ruled(
          random
            .pick(HIDING)
            .replace(/;.*/, '')
            .replace(/^(?!display).*/, 'display:none'),
          random,
          ELSEWHERE,
        );
  },
  (open, { text }, random) => (random.chance(0.5) ? `${open}${text}</span>` : text),
);

/** The tables once more with other numbers, in a box that is not shown on a desk: the copy for phones, last year's. */
const OTHER_COPY: Layout = {
  name: 'html-other-copy',
  kind: 'html',
  render: (report, random) => {
    const body = htmlLayout('html-clean', CLEAN).render(report, random);
    const other = body.replace(/>(\d+)</g, (_, digits: string) => `>${Number(digits) + 1 + random.int(0, 9)}<`);
    const css = random.pick([
      '.pc{display:block}.m{display:none}@media (max-width:768px){.m{display:block}.pc{display:none}}',
      '@media (min-width:769px){.m{display:none}}',
      '.tabs > div{display:none}.tabs > .pc{display:block}',
      '.m{position:absolute;left:-9999px}',
      '.m{height:0;overflow:hidden}',
      'div.m:not(.open){visibility:hidden;position:absolute}',
    ]);
    const boxes = [`<div class="m">${other}</div>`, `<div class="pc">${body}</div>`];
    return `<style>${css}</style><div class="tabs">${(random.chance(0.6) ? boxes : boxes.toReversed()).join('')}</div>`;
  },
};

/** The whole page in the attribute of a frame, or as escaped markup in a text area that a script shows. */
const CARRIED: Layout = {
  name: 'html-carried',
  kind: 'html',
  render: (report, random) => {
    const body = htmlLayout('html-clean', CLEAN).render(report, random);
    return random.pick([
      `<iframe srcdoc="${escapeHtml(body).replace(/"/g, '&quot;')}"></iframe>`,
      `<textarea style="display:none">${escapeHtml(body)}</textarea>`,
      `<script>var html = ${JSON.stringify(escapeHtml(body))};</script>`,
      `<script>var html = ${JSON.stringify(body).replace(/</g, '\\u003c')};</script>`,
    ]);
  },
};

export const UNSEEN_LAYOUTS: readonly Layout[] = [UNSEEN_DIGITS, SEEN_DIGITS, OTHER_COPY, CARRIED];
