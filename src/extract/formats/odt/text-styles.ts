import { mergedStyle, type TextStyle } from '../office/text-style.ts';
import type { Attributes } from '../office/xml.ts';

export type StyleFamily = 'paragraph' | 'text' | 'table-cell' | 'table-row' | 'table';

interface Style {
  readonly parent: string | null;
  textStyle: TextStyle;
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
      this.#style = { parent: parent === undefined ? null : `${family}/${parent}`, textStyle: {} };
      this.#styles.set(`${family}/${attributes['style:name'] ?? ''}`, this.#style);
    } else if (this.#style && /^style:(?:(?:text|paragraph|table-cell|table-row|table)-)?properties$/.test(name))
      this.#style.textStyle = { ...this.#style.textStyle, ...textStyleOf(attributes) };
  }

  of(family: StyleFamily, name: string | undefined): TextStyle {
    const key = `${family}/${name ?? ''}`;
    const known = this.#known.get(key);
    if (known) return known;
    const textStyles: TextStyle[] = [];
    for (let next: string | null = key; next !== null && textStyles.length < MAX_CHAIN; ) {
      const style: Style | undefined = this.#styles.get(next);
      textStyles.push(style?.textStyle ?? {});
      next = style?.parent ?? null;
    }
    const textStyle = mergedStyle(textStyles);
    this.#known.set(key, textStyle);
    return textStyle;
  }
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
