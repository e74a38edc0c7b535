import { hasOrdinal } from '../../../vocabulary/ordinals.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import { isUnit } from '../../../vocabulary/units.ts';
import type { FigureCollector } from '../figures.ts';
import { NOWHERE } from '../figures.ts';
import type { Indicator } from '../model.ts';
import { listColumns, toIndicator, unitAndNumbers } from '../table/indicators.ts';

/** A unit; a dash stands in rows that are headings. */
const isUnitOrDash = (text: string): boolean => isUnit(text) || /^[-—–―\u2e3a\u2e3b]+$/u.test(text);
/** Rows begin with an ordinal or name a quantity; a signature or a sentence does neither. */
const startsRow = (text: string): boolean => hasOrdinal(text) || /^(?:其中|[-—])/.test(text);

/**
 * The statistics table of generation 2014 where it is no table any more: a row a line with spaces between, or a cell a line. Reads from
 * the header 统计指标 / 单位 / 统计数 to the first line that is no row.
 */
export function readIndicatorLines(lines: readonly string[], sheet: FigureCollector): Indicator[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const headerOf = (texts: readonly string[]) => listColumns(texts, (text) => text, sheet.forms);
  for (let at = 0; at < filled.length; at++) {
    const words = (filled[at] ?? '').split(/\s+/);
    const inLine = headerOf(words);
    if (inLine) return readRows(filled.slice(at + 1), inLine.cumulative ? 2 : 1, sheet);
    const next = filled.slice(at, at + 4);
    const below = next[0] && headerOf([next[0]]) === null ? headerOf(next) : null;
    if (!below || below.name !== next[0]) continue;
    const numbers = below.cumulative ? 2 : 1;
    return readCells(filled.slice(at + (below.unit ? 2 : 1) + numbers), numbers, sheet);
  }
  return [];
}

/** `1.政府公报公开政府信息数 条 12`: the name may hold spaces, unit and numbers do not. */
function readRows(lines: readonly string[], count: number, sheet: FigureCollector): Indicator[] {
  const indicators: Indicator[] = [];
  for (const line of lines) {
    const words = line.split(/\s+/);
    let end = words.length;
    while (end > 1 && end > words.length - count - 1 && isUnitOrNumber(words[end - 1] ?? '')) end--;
    const rest = words.slice(end);
    const name = words.slice(0, end).join('');
    if (rest.length === 0 && !startsRow(name)) break;
    indicators.push(indicatorOf(name, rest, count, sheet));
  }
  return indicators;
}

/** A name, then what is printed for it, until the next name. */
function readCells(lines: readonly string[], count: number, sheet: FigureCollector): Indicator[] {
  const indicators: Indicator[] = [];
  let at = 0;
  while (at < lines.length) {
    const name = lines[at] ?? '';
    let end = at + 1;
    while (end < lines.length && end - at <= count + 1 && isUnitOrNumber(lines[end] ?? '')) end++;
    if (looksLikeValue(name) || (end === at + 1 && !startsRow(name))) break;
    indicators.push(indicatorOf(name, lines.slice(at + 1, end), count, sheet));
    at = end;
  }
  return indicators;
}

const isUnitOrNumber = (text: string): boolean => isUnitOrDash(text) || looksLikeValue(text);

const indicatorOf = (name: string, rest: readonly string[], count: number, sheet: FigureCollector): Indicator =>
  toIndicator({ name, ...unitAndNumbers(rest, count), source: NOWHERE }, sheet);
