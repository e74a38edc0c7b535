import type { DrawnText } from './pdf-pages.ts';

/** What a file holds and a page does not show, or shows otherwise than it holds. */
export const TRICKS = [
  'invisible',
  'transparent',
  'white',
  'clipped',
  'covered',
  'covered-picture',
  'tiny',
  'off-page',
  'layer-off',
  'struck-line',
  'struck-rectangle',
  'struck-twice',
  'struck-slash',
  'struck-wave',
  'struck-annotation',
  'comment',
  'hidden-comment',
  'field',
  'raised-note',
  'lowered-note',
  'large-note',
  'over-edge',
  'watermark',
] as const;
export type PdfTrick = (typeof TRICKS)[number];

/** Graphics states and layers that the tricks set. */
export const TRICK_RESOURCES = ' /ExtGState << /Clear << /ca 0 /CA 0 >> >>';

/** One white pixel. */
const WHITE_PICTURE = 'BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID FF> EI';

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
    case 'covered-picture':
      return `${show({ ...item, text: '777' })} q ${item.size * 1.5 + 2} 0 0 ${item.size} ${item.x - 1} ${height - item.y - 2} cm ${WHITE_PICTURE} Q ${show(item)}`;
    case 'tiny':
      return `${show({ ...nine, size: 0.5 })} ${show(item)}`;
    case 'off-page':
      return `${show({ ...nine, x: -item.size })} ${show(item)}`;
    case 'layer-off':
      return `/OC /Off BDC ${show(nine)} EMC ${show(item)}`;
    case 'struck-line':
      return `${show(nine)} 0.4 w ${left} ${middle} m ${right} ${middle} l S ${show(item)}`;
    case 'struck-rectangle':
      return `${show(nine)} ${left} ${middle - 0.3} ${nine.width} 0.6 re f ${show(item)}`;
    case 'struck-twice':
      return `${show(nine)} 0.4 w ${left} ${middle - 0.8} m ${right} ${middle - 0.8} l S ${left} ${middle + 0.8} m ${right} ${middle + 0.8} l S ${show(item)}`;
    case 'struck-slash':
      return `${show(nine)} 0.6 w ${left} ${middle - 3} m ${right} ${middle + 3} l S ${show(item)}`;
    case 'struck-wave':
      return `${show(nine)} 0.6 w ${left} ${middle} m ${left + 1} ${middle + 1} ${right - 1} ${middle - 1} ${right} ${middle} c S ${show(item)}`;
    case 'comment':
    case 'field':
      return '';
    case 'struck-annotation':
      return `${show(nine)} ${show(item)}`;
    case 'raised-note':
      return `${show(item)} ${show({ ...item, text: '1', x: item.x + item.width, y: item.y - item.size * 0.4, size: item.size * 0.6 })}`;
    case 'lowered-note':
      return `${show(item)} ${show({ ...item, text: '1', x: item.x + item.width, y: item.y + item.size * 0.25, size: item.size * 0.6 })}`;
    // As browsers raise it.
    case 'large-note':
      return `${show(item)} ${show({ ...item, text: '1', x: item.x + item.width, y: item.y - item.size * 0.33, size: item.size * 0.83 })}`;
    case 'over-edge':
      return show(overEdge(item));
    default:
      return show(item);
  }
}

/** Right edge of the layout's tables. */
const EDGE = 516;

/** From the edge to where the column before the last one has its numbers, which would move into the last one's cells: a page that shows 20. */
const LAST_COLUMN = 30;

/** A number of the last column set so far to the right that the middle of its last digit is beyond the table's edge. */
const overEdge = (item: DrawnText): DrawnText =>
  item.text.length > 1 && item.x + item.width / 2 > EDGE - LAST_COLUMN
    ? { ...item, x: EDGE - item.width + item.size * 0.3 }
    : item;

/** Annotations of a page's tricked numbers, as the bodies of their objects. */
export const trickAnnotations = (items: readonly DrawnText[], height: number, trick: PdfTrick | undefined): string[] =>
  items.flatMap((item, index) => {
    if (item.face !== 'digits' || !/^\d/.test(item.text) || index % EVERY !== 0) return [];
    const [bottom, top] = [height - item.y - item.size * 0.14, height - item.y + item.size * 0.86];
    const own = `/F 4 /Rect [${item.x - 2} ${bottom} ${item.x + item.width + 4} ${top}] /DA (/F1 ${item.size} Tf 0 g)`;
    const [left, right] = [item.x - item.size * 0.5, item.x];
    const quad = `${left} ${top} ${right} ${top} ${left} ${bottom} ${right} ${bottom}`;
    switch (trick) {
      case 'struck-annotation':
        return [
          `<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [${left} ${bottom} ${right} ${top}] /QuadPoints [${quad}] /C [1 0 0] >>`,
        ];
      case 'comment':
        return [`<< /Type /Annot /Subtype /FreeText ${own} /Contents (${item.text}) >>`];
      case 'hidden-comment':
        return [`<< /Type /Annot /Subtype /FreeText ${own.replace('/F 4', '/F 2')} /Contents (777) >>`];
      case 'field':
        return [`<< /Type /Annot /Subtype /Widget /FT /Tx /T (f${index}) ${own} /V (${item.text}) >>`];
      default:
        return [];
    }
  });

/** The organ's name in pale letters, level, again and again behind the text. */
export function watermark(words: string, width: number, height: number, show: Show): string {
  const texts: string[] = [];
  for (let y = 40; y < height; y += 55)
    for (let x = 20 + (y % 3) * 25; x < width - 80; x += 150)
      texts.push(show({ text: words, x, y, size: 12, face: 'text', width: words.length * 12 }));
  return `0.85 g ${texts.join(' ')} 0 g`;
}
