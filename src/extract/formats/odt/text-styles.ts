import { mergedStyle, type TextStyle } from '../office/text-style.ts';
import type { Attributes } from '../office/xml.ts';

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
    } else if (this.#style && (name === 'style:text-properties' || name === 'style:properties'))
      this.#style.textStyle = { ...this.#style.textStyle, ...textStyleOf(attributes) };
  }

  of(family: 'paragraph' | 'text', name: string | undefined): TextStyle {
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
  // OpenOffice 1 wrote the latter.
  const line = attributes['style:text-line-through-style'] ?? attributes['style:text-crossing-out'];
  const position = attributes['style:text-position'];
  return {
    ...(display === undefined ? {} : { hidden: display === 'none' }),
    ...(line === undefined ? {} : { struck: line !== 'none' }),
    ...(position === undefined ? {} : { raised: !/^0%/.test(position) }),
  };
}
