import { mergedStyle, type TextStyle } from '../office/text-style.ts';
import type { Attributes } from '../office/xml.ts';

interface Style {
  readonly parent: string | null;
  look: TextStyle;
}

/** Styles based on styles based on…: deeper chains go round in a circle. */
const MAX_CHAIN = 20;

/** How the characters of each style look; styles of paragraphs and of characters may share a name. */
export class Looks {
  readonly #styles = new Map<string, Style>();
  #style: Style | null = null;
  /** Looks asked for, after all styles have been read. */
  readonly #known = new Map<string, TextStyle>();

  /** Takes an element of the styles. */
  readStyle(name: string, attributes: Attributes): void {
    if (name === 'style:style') {
      const family = attributes['style:family'] ?? '';
      const parent = attributes['style:parent-style-name'];
      this.#style = { parent: parent === undefined ? null : `${family}/${parent}`, look: {} };
      this.#styles.set(`${family}/${attributes['style:name'] ?? ''}`, this.#style);
    } else if (this.#style && (name === 'style:text-properties' || name === 'style:properties'))
      this.#style.look = { ...this.#style.look, ...lookOf(attributes) };
  }

  of(family: 'paragraph' | 'text', name: string | undefined): TextStyle {
    const key = `${family}/${name ?? ''}`;
    const known = this.#known.get(key);
    if (known) return known;
    const looks: TextStyle[] = [];
    for (let next: string | null = key; next !== null && looks.length < MAX_CHAIN; ) {
      const style: Style | undefined = this.#styles.get(next);
      looks.push(style?.look ?? {});
      next = style?.parent ?? null;
    }
    const look = mergedStyle(looks);
    this.#known.set(key, look);
    return look;
  }
}

function lookOf(attributes: Attributes): TextStyle {
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
