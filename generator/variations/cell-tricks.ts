import type { SampleCell } from '../../src/sample/grid.ts';
import type { Random } from '../../src/sample/random.ts';
import { type Draft, figureName, isDigits, numberAt, type Trick, withCells, withNumber, withUnsure } from './draft.ts';
import { LOOKS, type Look, marked } from './looks.ts';

/* What stands in the cells of a report beside its numbers, or in their place. */

/** Share of the numbers that a trick changes. */
const SHARE = 0.35;

const DECOYS: Readonly<Record<Look, (cell: SampleCell, random: Random) => string>> = {
  unseen: ({ text }, random) => beside(text, marked(String(random.int(1, 99))), random),
  struck: ({ text }, random) => beside(text, marked(String(random.int(1, 999))), random),
  deleted: ({ text }, random) => beside(text, marked(String(random.int(1, 999))), random),
  raised: ({ text }, random) => `${text}${marked(random.pick(['1', '2', '①', '注', '[1]', '12']))}`,
};

const beside = (text: string, decoy: string, random: Random): string =>
  random.chance(0.5) ? decoy + text : text + decoy;

const looked = (look: Look): Trick => ({
  name: look,
  apply: (draft, random) => ({
    ...withCells(draft, (cell) =>
      isDigits(cell) && random.chance(SHARE) ? { ...cell, text: DECOYS[look](cell, random) } : cell,
    ),
    look,
  }),
});

/** Numbers that are there and not seen as a whole: a format prints nothing, the cell is white, they are struck out. */
function unseenCells(draft: Draft, random: Random): Draft {
  let { truth } = draft.report;
  const changed = withCells(draft, (cell) => {
    if (!cell.figure || !isDigits(cell) || !random.chance(SHARE / 3)) return cell;
    truth = withNumber(truth, cell.figure, null);
    return { ...cell, text: marked(cell.text) };
  });
  return { ...changed, report: { ...changed.report, truth }, look: random.pick(['unseen', 'struck']) };
}

/** A number printed otherwise: what a reader gets, and whether null is as good. */
interface Printed {
  readonly text: string;
  readonly value: number | null;
  readonly unsure?: true;
}

type Print = (value: number) => Printed | null;

const PRINTS: readonly Print[] = [
  ...['零', '〇', '○', 'O'].map(
    (text): Print =>
      (value) =>
        value === 0 ? { text, value: 0 } : null,
  ),
  ...['①', '*', '※', '③'].map(
    (mark): Print =>
      (value) => ({ text: `${value}${mark}`, value }),
  ),
  (value) => ({ text: `※${value}`, value }),
  (value) => ({ text: `（${value}）`, value: null }),
  (value) => ({ text: `[${value}]`, value: null }),
  (value) => (value > 999 ? { text: grouped(value, ' '), value, unsure: true } : null),
  (value) => (value > 999 ? { text: grouped(value, ','), value } : null),
  (value) => (value > 999 ? { text: grouped(value, '，'), value } : null),
  (value) => (value > 99 ? { text: `${String(value).slice(0, -1)}\n${value % 10}`, value, unsure: true } : null),
  (value) => ({ text: `="${value}"`, value }),
  (value) => ({ text: `'${value}`, value }),
  (value) => ({ text: `${value}件`, value }),
  (value) => ({ text: `${value} 件`, value }),
  (value) => ({ text: `${value}（含下属单位）`, value }),
  (value) => ({ text: `${value}。`, value }),
  (value) => ({ text: wide(value), value }),
  (value) => ({ text: `约${value}`, value: null }),
  (value) => ({ text: `${value}%`, value: null }),
  (value) => ({ text: `${value}-${value + 2}`, value: null }),
  (value) => ({ text: `\u3000${value} `, value }),
  (value) => ({ text: `\u200b${value}\ufeff`, value }),
];

const grouped = (value: number, by: string): string => String(value).replace(/\B(?=(\d{3})+$)/g, by);
const wide = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

function oddValues(draft: Draft, random: Random): Draft {
  const unsure: string[] = [];
  let { truth } = draft.report;
  const changed = withCells(draft, (cell) => {
    const { figure } = cell;
    if (!figure || figure.table === 'indicators' || !isDigits(cell) || !random.chance(SHARE / 2)) return cell;
    // Amounts have units of their own.
    if (figure.column === 'amount_wan_yuan' || figure.column === 'change') return cell;
    const value = numberAt(truth, figure);
    const printed = value === null ? null : random.pick(PRINTS)(value);
    if (printed === null) return cell;
    truth = withNumber(truth, figure, printed.value);
    if (printed.unsure) unsure.push(figureName(figure));
    return { ...cell, text: printed.text };
  });
  return withUnsure({ ...changed, report: { ...changed.report, truth } }, unsure);
}

/** Fees in yuan under a header that says so. */
function inYuan(draft: Draft, random: Random): Draft | null {
  const unit = random.pick(['元', '单位：元', '人民币元']);
  let isChanged = false;
  const changed = withCells(draft, (cell) => {
    const { figure } = cell;
    if (figure?.row !== 'fees' || figure.column !== 'amount_wan_yuan' || !/^[\d.]+$/.test(cell.text)) return cell;
    const yuan = Number((Number(cell.text) * 10_000).toFixed(2));
    if (yuan / 10_000 !== Number(cell.text)) return cell;
    isChanged = true;
    return { ...cell, text: String(yuan) };
  });
  if (!isChanged) return null;
  return withCells(changed, (cell) =>
    cell.role === 'header' && /收费(?:总?金额)/.test(cell.text.replace(/\s/g, ''))
      ? { ...cell, text: `本年收费金额（${unit}）` }
      : cell,
  );
}

export const LOOK_TRICKS: readonly Trick[] = [...LOOKS.map(looked), { name: 'unseen cells', apply: unseenCells }];
export const CELL_TRICKS: readonly Trick[] = [
  { name: 'odd values', apply: oddValues },
  { name: 'fees in yuan', apply: inYuan },
];
