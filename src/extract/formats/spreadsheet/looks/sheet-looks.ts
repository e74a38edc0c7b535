import type { CellObject, Range } from '@e965/xlsx';
import { type Ground, isStruck, mergedStyle, seenAs, type TextStyle } from '../../office/text-style.ts';
import { cellName } from '../names.ts';
import type { RichText } from '../rich-text.ts';
import type { Condition } from './conditions.ts';

/** What keeps a whole cell from being read, or what is seen of it. */
export type CellLook = 'struck' | 'unseen' | RichText;

/** How a format draws a cell's text, and what it draws behind it: null for nothing. */
export interface CellFormat {
  readonly style: TextStyle;
  readonly ground: Ground | null;
}

export const PLAIN_FORMAT: CellFormat = { style: {}, ground: null };

/** A format that cells have while a condition holds for them. Where both rules say something, the first counts. */
export interface ConditionalFormat {
  readonly ranges: readonly Range[];
  readonly condition: Condition;
  readonly style: TextStyle;
  /** What it draws behind the text; undefined where it says nothing of that. */
  readonly ground: Ground | undefined;
}

/** What of a sheet's cells is seen: the libraries that read workbooks do not tell. */
export class SheetLooks {
  /** By the names of cells; those that are not named have plain formats. */
  readonly formats = new Map<string, CellFormat>();
  /** What is seen of cells whose characters are formatted apart. */
  readonly texts = new Map<string, RichText>();
  /** The first counts most. */
  readonly conditional: ConditionalFormat[] = [];
  /** The sheet shows a zero as a blank cell. */
  hidesZeros = false;

  /** What is seen of a cell; undefined for all of it. */
  of(row: number, column: number, value: CellObject['v']): CellLook | undefined {
    if (value === 0 && this.hidesZeros) return 'unseen';
    const name = cellName(row, column);
    return this.texts.get(name) ?? this.#whole(row, column, value, this.formats.get(name) ?? PLAIN_FORMAT);
  }

  #whole(row: number, column: number, value: CellObject['v'], format: CellFormat): CellLook | undefined {
    const applied = this.conditional
      .filter(({ ranges }) => ranges.some(({ s, e }) => row >= s.r && row <= e.r && column >= s.c && column <= e.c))
      .map((rule) => ({ rule, verdict: rule.condition(value) }))
      .filter(({ verdict }) => verdict !== false);
    const sure = applied.filter(({ verdict }) => verdict === true).map(({ rule }) => rule);
    const look = lookOf(withRules(format, sure));
    if (look !== undefined || sure.length === applied.length) return look;
    // Whether it holds is not known here: what it would hide is not read.
    return lookOf(
      withRules(
        format,
        applied.map(({ rule }) => rule),
      ),
    );
  }
}

function withRules(format: CellFormat, rules: readonly ConditionalFormat[]): CellFormat {
  if (rules.length === 0) return format;
  const ground = rules.find((rule) => rule.ground !== undefined)?.ground;
  return {
    style: mergedStyle([...rules.map(({ style }) => style), format.style]),
    ground: ground === undefined ? format.ground : ground,
  };
}

/** White text on a ground that is not known is a heading; on none, or in the ground's own colour, it is text that nobody sees. */
function lookOf({ style, ground }: CellFormat): CellLook | undefined {
  if (isStruck(style)) return 'struck';
  return seenAs(style, ground) === 'unseen' ? 'unseen' : undefined;
}
