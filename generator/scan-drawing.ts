import type { DrawnPage } from './pdf-pages.ts';

/** Font families by role; they must be installed. */
export interface ScanFonts {
  readonly text: string;
  readonly digits: string;
  /** Default: as text. */
  readonly title?: string;
}

/** How the office printed a page. */
export interface Print {
  /** Width of the table rules in points; default 0.5. */
  readonly rule?: number;
  /** `broken`: with gaps, as faint toner and coarse fax scanning leave them. Default solid. */
  readonly rules?: 'solid' | 'dotted' | 'broken';
  /** Colour behind the cells of words: shaded headers. */
  readonly fill?: string;
  /** Middle of a round red seal, points from the page's top left corner. */
  readonly seal?: readonly [x: number, y: number];
}

const DASHES = { solid: '', dotted: '0.8 1', broken: '60 1.2 23 0.8 41 1.6 11 1' } as const;

/** Vermilion, as seals are printed; scanners without colour see a middle grey. */
const SEAL = '#d9342b';
/** Radius of an organ's seal in points: 42 mm across. */
const SEAL_RADIUS = 59;

/** A page as SVG of the given size in pixels. */
export function pageSvg(page: DrawnPage, fonts: ScanFonts, print: Print, width: number, height: number): string {
  const parts = [
    ...fills(page, print),
    ...rules(page, print),
    ...texts(page, fonts),
    ...(print.seal ? [seal(print.seal, fonts)] : []),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${page.width} ${page.height}">${parts.join('')}</svg>`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function texts(page: DrawnPage, fonts: ScanFonts): string[] {
  const families = { digits: fonts.digits, title: fonts.title ?? fonts.text, text: fonts.text, table: fonts.text };
  return page.texts.map(({ text, x, y, size, face, width: room }) => {
    // Centred on the room that the layout counted with: fonts differ in the width of their digits.
    const place = `x="${x + room / 2}" y="${y}" font-size="${size}" text-anchor="middle"`;
    return `<text ${place} font-family="'${families[face]}','${fonts.text}'">${escaped(text)}</text>`;
  });
}

function rules({ cells }: DrawnPage, { rule = 0.5, rules: kind = 'solid' }: Print): string[] {
  const pen = `fill="none" stroke="black" stroke-width="${rule}" stroke-dasharray="${DASHES[kind]}"`;
  return cells.map(({ left, top, right, bottom, closed }) => {
    const path = `M${left} ${bottom}V${top}H${right}V${bottom}${closed ? 'Z' : ''}`;
    return `<path d="${path}" ${pen}/>`;
  });
}

/** Cells whose only texts are words. */
function fills({ cells, texts: all }: DrawnPage, { fill }: Print): string[] {
  if (fill === undefined) return [];
  return cells.flatMap(({ left, top, right, bottom }) => {
    const inside = all.filter(({ x, y }) => x >= left && x < right && y > top && y <= bottom);
    const words = inside.length > 0 && inside.every(({ face }) => face === 'table');
    return words
      ? [`<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="${fill}"/>`]
      : [];
  });
}

/** A ring with an organ's name along it and a star in the middle. */
function seal([x, y]: readonly [number, number], { text: family }: ScanFonts): string {
  const letters = [...'某某市人民政府办公室'].map((letter, index, name) => {
    const degrees = -110 + (220 * index) / (name.length - 1);
    return `<text transform="rotate(${degrees}) translate(0 ${-SEAL_RADIUS + 18})" font-size="14" text-anchor="middle" fill="${SEAL}" font-family="'${family}'">${letter}</text>`;
  });
  const points = Array.from({ length: 10 }, (_, index) => {
    const [radius, angle] = [index % 2 === 0 ? 18 : 7, (index * Math.PI) / 5];
    return `${radius * Math.sin(angle)},${-radius * Math.cos(angle)}`;
  });
  return `<g transform="translate(${x} ${y})" opacity="0.85"><circle r="${SEAL_RADIUS}" fill="none" stroke="${SEAL}" stroke-width="3"/><polygon points="${points.join(' ')}" fill="${SEAL}"/>${letters.join('')}</g>`;
}
