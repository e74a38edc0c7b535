import type { DrawnText } from './pdf-pages.ts';

/** What a file holds and a page does not show, or shows otherwise than it holds. */
export const TRICKS = [
  'invisible',
  'transparent',
  'white',
  'clipped',
  'covered',
  'layer-off',
  'struck-line',
  'struck-rectangle',
  'struck-annotation',
  'raised-note',
  'over-edge',
  'watermark',
] as const;
export type PdfTrick = (typeof TRICKS)[number];

/** Graphics states and layers that the tricks set. */
export const TRICK_RESOURCES = ' /ExtGState << /Clear << /ca 0 /CA 0 >> >>';

type Show = (text: DrawnText) => string;

/** Each `EVERY`th number is tricked. */
const EVERY = 3;

/** The operations that draw a text, with what a trick adds before and after it. */
export function trickedText(item: DrawnText, index: number, trick: PdfTrick, height: number, show: Show): string {
  if (item.face !== 'digits' || !/^\d/.test(item.text) || index % EVERY !== 0) return show(item);
  const nine = { ...item, text: '9', x: item.x - item.size * 0.5, width: item.size * 0.5 };
  const middle = height - item.y + item.size * 0.3;
  const [left, right] = [nine.x, nine.x + nine.width];
  switch (trick) {
    case 'invisible':
      return `3 Tr ${show(nine)} 0 Tr ${show(item)}`;
    case 'transparent':
      return `q /Clear gs ${show(nine)} Q ${show(item)}`;
    case 'white':
      return `1 g ${show(nine)} 0 g ${show(item)}`;
    case 'clipped':
      return `q 0 0 1 1 re W n ${show(nine)} Q ${show(item)}`;
    case 'covered':
      return `${show({ ...item, text: '777' })} 1 g ${item.x - 1} ${height - item.y - 2} ${item.size * 1.5 + 2} ${item.size} re f 0 g ${show(item)}`;
    case 'layer-off':
      return `/OC /Off BDC ${show(nine)} EMC ${show(item)}`;
    case 'struck-line':
      return `${show(nine)} 0.4 w ${left} ${middle} m ${right} ${middle} l S ${show(item)}`;
    case 'struck-rectangle':
      return `${show(nine)} ${left} ${middle - 0.3} ${nine.width} 0.6 re f ${show(item)}`;
    case 'struck-annotation':
      return `${show(nine)} ${show(item)}`;
    case 'raised-note':
      return `${show(item)} ${show({ ...item, text: '1', x: item.x + item.width, y: item.y - item.size * 0.4, size: item.size * 0.6 })}`;
    case 'over-edge':
      return show(overEdge(item));
    default:
      return show(item);
  }
}

/** Right edge of the layout's tables. */
const EDGE = 516;

/** A number of the last column set so far to the right that the middle of its last digit is beyond the table's edge. */
const overEdge = (item: DrawnText): DrawnText =>
  item.text.length > 1 && item.x + item.width > EDGE - 40 ? { ...item, x: EDGE - item.width + item.size * 0.3 } : item;

/** Strike-out annotations of a page's tricked numbers, as the bodies of their objects. */
export const strikeOuts = (items: readonly DrawnText[], height: number): string[] =>
  items.flatMap((item, index) => {
    if (item.face !== 'digits' || !/^\d/.test(item.text) || index % EVERY !== 0) return [];
    const [left, right] = [item.x - item.size * 0.5, item.x];
    const [bottom, top] = [height - item.y - item.size * 0.14, height - item.y + item.size * 0.86];
    const rect = `${left} ${bottom} ${right} ${top}`;
    const quad = `${left} ${top} ${right} ${top} ${left} ${bottom} ${right} ${bottom}`;
    return [`<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [${rect}] /QuadPoints [${quad}] /C [1 0 0] >>`];
  });

/** The organ's name in pale letters, level, again and again behind the text. */
export function watermark(words: string, width: number, height: number, show: Show): string {
  const texts: string[] = [];
  for (let y = 40; y < height; y += 55)
    for (let x = 20 + (y % 3) * 25; x < width - 80; x += 150)
      texts.push(show({ text: words, x, y, size: 12, face: 'text', width: words.length * 12 }));
  return `0.85 g ${texts.join(' ')} 0 g`;
}
