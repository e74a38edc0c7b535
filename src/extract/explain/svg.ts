/** A box in points, origin top left: left, top, right, bottom. */
export type SvgBox = readonly [left: number, top: number, right: number, bottom: number];

/** What is drawn, by what it means; the picture's own style sheet gives each a colour. */
export type SvgRole = 'rule' | 'run' | 'hidden' | 'cell' | 'value' | 'null';

const STYLE = `
  .rule { stroke: #c026d3; stroke-width: .8 } .run { fill: none; stroke: #2563eb; stroke-width: .3 }
  .hidden { fill: #f59e0b; fill-opacity: .35 } .cell { fill: none; stroke: #0891b2; stroke-width: .6; stroke-dasharray: 2 1 }
  .value { fill: #16a34a; fill-opacity: .25 } .null { fill: #dc2626; fill-opacity: .35 }
  text { font: 5px sans-serif; fill: #111 } .label { font-size: 4px; fill: #166534 }`;

const number = (value: number): string => String(Math.round(value * 10) / 10);

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '');

/** One page as a picture: shapes in layers, in the order in which they are added. */
export class SvgPage {
  readonly #size: { readonly width: number; readonly height: number };
  readonly #parts: string[] = [];

  constructor(width: number, height: number) {
    this.#size = { width, height };
  }

  line(role: SvgRole, from: readonly [number, number], to: readonly [number, number]): void {
    const [x1, y1, x2, y2] = [...from, ...to].map(number);
    this.#parts.push(`<line class="${role}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`);
  }

  /** `title` is shown where a person points at the box. */
  box(role: SvgRole, [left, top, right, bottom]: SvgBox, title = ''): void {
    const told = title === '' ? '' : `<title>${escapeXml(title)}</title>`;
    const size = `width="${number(right - left)}" height="${number(bottom - top)}"`;
    this.#parts.push(`<rect class="${role}" x="${number(left)}" y="${number(top)}" ${size}>${told}</rect>`);
  }

  text(words: string, [left, , , bottom]: SvgBox, size: number): void {
    this.#parts.push(
      `<text x="${number(left)}" y="${number(bottom)}" style="font-size:${number(size)}px">${escapeXml(words)}</text>`,
    );
  }

  label(words: string, [left, top]: SvgBox): void {
    this.#parts.push(`<text class="label" x="${number(left + 1)}" y="${number(top + 4.5)}">${escapeXml(words)}</text>`);
  }

  /** A picture of the page itself, below all that follows. */
  background(jpeg: Buffer): void {
    const { width, height } = this.#size;
    const data = `data:image/jpeg;base64,${jpeg.toString('base64')}`;
    this.#parts.push(`<image href="${data}" width="${number(width)}" height="${number(height)}" opacity=".6"/>`);
  }

  toString(): string {
    const { width, height } = this.#size;
    const box = `viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width * 2)}" height="${number(height * 2)}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${box}><style>${STYLE}</style><rect width="100%" height="100%" fill="#fff"/>${this.#parts.join('')}</svg>\n`;
  }
}
