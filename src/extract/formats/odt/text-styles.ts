import { mergedStyle, type TextStyle } from '../office/text-style.ts';
import type { Attributes } from '../office/xml.ts';
import { type Condition, comparison, expression } from '../spreadsheet/looks/conditions.ts';

export type StyleFamily = 'paragraph' | 'text' | 'table-cell' | 'table-row' | 'table';

interface Style {
  readonly parent: string | null;
  /** The style of the cell's numbers, which may have a colour. */
  readonly data: string | null;
  readonly family: string;
  textStyle: TextStyle;
  /** Styles that count under a condition, the first that holds. */
  readonly maps: { readonly condition: Condition; readonly style: string }[];
}

/** Styles based on styles based on…: deeper chains go round in a circle. */
const MAX_CHAIN = 20;

/** How the characters of each style look; styles of paragraphs and of characters may share a name. */
export class TextStyles {
  readonly #styles = new Map<string, Style>();
  #style: Style | null = null;
  /** Styles asked for, after all styles have been read. */
  readonly #known = new Map<string, TextStyle>();

  /** Takes an element of the styles. */
  readStyle(name: string, attributes: Attributes): void {
    if (name === 'style:style') {
      const family = attributes['style:family'] ?? '';
      const parent = attributes['style:parent-style-name'];
      const data = attributes['style:data-style-name'];
      this.#add(family, attributes, parent ?? null, data ?? null);
    } else if (/^number:[a-z]+-style$/.test(name)) this.#add(DATA, attributes, null, null);
    else if (name === 'style:map' && this.#style)
      this.#style.maps.push({
        condition: mapCondition(attributes['style:condition'] ?? ''),
        style: `${this.#style.family}/${attributes['style:apply-style-name'] ?? ''}`,
      });
    else if (this.#style && /^style:(?:(?:text|paragraph|table-cell|table-row|table)-)?properties$/.test(name))
      this.#style.textStyle = { ...this.#style.textStyle, ...textStyleOf(attributes) };
  }

  #add(family: string, attributes: Attributes, parent: string | null, data: string | null): void {
    this.#style = {
      parent: parent === null ? null : `${family}/${parent}`,
      data: data === null ? null : `${DATA}/${data}`,
      family,
      textStyle: {},
      maps: [],
    };
    this.#styles.set(`${family}/${attributes['style:name'] ?? ''}`, this.#style);
  }

  /** The look of a cell of this value: its style, with what conditions and the style of its numbers make of that. */
  ofCell(name: string, value: number | undefined): TextStyle {
    const base = this.of('table-cell', name);
    const key = `table-cell/${name}`;
    const data = this.#chain(key).find((style) => style.data !== null)?.data ?? null;
    const mapped = [...this.#mapped(key, value), ...(data === null ? [] : [...this.#mapped(data, value), data])];
    if (mapped.length === 0) return base;
    return mergedStyle([...mapped.flatMap((one) => this.#chain(one).map(({ textStyle }) => textStyle)), base]);
  }

  /** Styles that hold under a condition, and those that would hide the cell where that cannot be told. */
  #mapped(key: string, value: number | undefined): string[] {
    const maps = this.#chain(key).flatMap((style) => style.maps);
    return maps
      .filter(
        ({ condition, style }) => condition(value) ?? this.#chain(style).some((one) => changesLook(one.textStyle)),
      )
      .map(({ style }) => style);
  }

  /** The style and those that it is based on. */
  #chain(key: string): Style[] {
    const chain: Style[] = [];
    for (let next: string | null = key; next !== null && chain.length < MAX_CHAIN; ) {
      const style: Style | undefined = this.#styles.get(next);
      if (!style) break;
      chain.push(style);
      next = style.parent;
    }
    return chain;
  }

  of(family: StyleFamily, name: string | undefined): TextStyle {
    const key = `${family}/${name ?? ''}`;
    const known = this.#known.get(key);
    if (known) return known;
    const textStyle = mergedStyle(this.#chain(key).map((style) => style.textStyle));
    this.#known.set(key, textStyle);
    return textStyle;
  }
}

/** The family under which styles of numbers are kept. */
const DATA = 'data';

const changesLook = ({ colour, struck, hidden }: TextStyle): boolean =>
  (colour !== undefined && colour !== null) || struck === true || hidden === true;

/** `cell-content()>0`, `value()>=0`, `cell-content-is-between(1,5)`, `is-true-formula(1)`. */
function mapCondition(written: string): Condition {
  const [, sign = '', number] =
    /^(?:cell-content|value)\(\)\s*(<=|>=|!=|<>|[<>=])\s*(-?[\d.]+)$/.exec(written.trim()) ?? [];
  if (number !== undefined) return expression(`A1${sign}${number}`, 'A1');
  const [, not, first, second] = /^cell-content-is-(not-)?between\((-?[\d.]+),(-?[\d.]+)\)$/.exec(written.trim()) ?? [];
  if (first !== undefined) return comparison(not ? 'notBetween' : 'between', [first, second]);
  return expression(/^is-true-formula\((.*)\)$/.exec(written.trim())?.[1] ?? '', '');
}

function textStyleOf(attributes: Attributes): TextStyle {
  const display = attributes['text:display'];
  // LibreOffice may write the second alone; OpenOffice 1 wrote the third.
  const line =
    attributes['style:text-line-through-style'] ??
    attributes['style:text-line-through-type'] ??
    attributes['style:text-crossing-out'];
  const position = attributes['style:text-position'];
  const ground = attributes['fo:background-color'];
  const size = /^([\d.]+)pt$/.exec(attributes['fo:font-size'] ?? '')?.[1];
  return {
    ...(display === undefined ? {} : { hidden: display === 'none' }),
    ...(line === undefined ? {} : { struck: line !== 'none' }),
    ...colourOf(attributes),
    ...(ground === undefined ? {} : { ground: ground === 'transparent' ? null : ground }),
    ...(size === undefined ? {} : { size: Number(size) }),
    ...(position === undefined ? {} : { raised: !/^0%/.test(position) }),
  };
}

function colourOf(attributes: Attributes): TextStyle {
  if (attributes['loext:opacity'] === '0%') return { hidden: true };
  if (attributes['style:use-window-font-color'] === 'true') return { colour: null };
  const colour = attributes['fo:color'];
  return colour === undefined ? {} : { colour };
}
