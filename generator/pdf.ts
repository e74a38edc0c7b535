import type { SampleReport } from '../src/sample/model.ts';
import { type DrawnCell, type DrawnPage, type DrawnText, drawPages, type PageOptions, widthOf } from './pdf-pages.ts';
import { type PdfTrick, TRICK_RESOURCES, trickAnnotations, trickedText, watermark } from './pdf-tricks.ts';
import { PdfWriter } from './pdf-writer.ts';

/** How a producer draws the rules of its tables. */
export const RULE_MANNERS = [
  'strokes',
  'thin-rectangles',
  'cell-outlines',
  'dots',
  'double',
  'backgrounds',
  'no-sides',
  'none',
] as const;
export type RuleManner = (typeof RULE_MANNERS)[number];

/** How a producer writes text: whole lines, single glyphs, numbers in two items, bold by overprint, glyphs in any order. */
export const TEXT_MANNERS = ['lines', 'glyphs', 'split-numbers', 'overprint', 'shuffled'] as const;
export type TextManner = (typeof TEXT_MANNERS)[number];

/** `page`: /Rotate with the content turned; `content`: drawn sideways on an upright page. */
export const TURNS = ['upright', 'page', 'content'] as const;
export type Turn = (typeof TURNS)[number];

export interface PdfPicture {
  readonly jpeg: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** left, top, right, bottom */
  readonly box: readonly [number, number, number, number];
}

export interface PdfManner extends PageOptions {
  readonly rules?: RuleManner;
  readonly text?: TextManner;
  readonly turn?: Turn;
  /** A JPEG in grey on each page, between the texts; its box in points, origin top left. */
  readonly picture?: PdfPicture;
  /** A font whose codes say nothing about characters: no ToUnicode. */
  readonly codeless?: boolean;
  /** What the file holds and its pages do not show. */
  readonly trick?: PdfTrick;
}

/** A report as a PDF with text. The font is not embedded (STSong-Light, known to every reader by name), so that none is needed here. */
export function reportPdf(report: SampleReport, manner: PdfManner = {}): Uint8Array {
  return pagesPdf(drawPages(report, manner), manner);
}

export function pagesPdf(pages: readonly DrawnPage[], manner: PdfManner = {}): Uint8Array {
  const pdf = new PdfWriter();
  const font = addFont(pdf, manner.codeless === true);
  const off = manner.trick ? pdf.add('<< /Type /OCG /Name (Old) >>') : null;
  const { picture } = manner;
  const image = picture ? addPicture(pdf, picture) : null;
  for (const page of pages) {
    const { width, height } = page;
    const content = [
      ...(picture ? [drawPicture(picture.box, height)] : []),
      ...rules(page.cells, height, manner.rules ?? 'strokes'),
      ...(manner.trick === 'watermark'
        ? [watermark('清溪县人民政府', width, height, (text) => show(text, height))]
        : []),
      ...texts(page.texts, height, manner),
    ].join('\n');
    const layers = off === null ? '' : `${TRICK_RESOURCES} /Properties << /Off ${off} 0 R >>`;
    const annotations = trickAnnotations(page.texts, height, manner.trick);
    const resources = `/Font << /F1 ${font} 0 R >>${layers}${image ? ` /XObject << /Im0 ${image} 0 R >>` : ''}`;
    // Turned so that the reader, who turns the page (or the viewer, who obeys /Rotate), sees it upright.
    if (manner.turn === 'page')
      pdf.addPage({
        width: height,
        height: width,
        rotate: 90,
        content: `0 1 -1 0 ${height} 0 cm\n${content}`,
        resources,
      });
    else if (manner.turn === 'content')
      pdf.addPage({ width: height, height: width, content: `0 1 -1 0 ${height} 0 cm\n${content}`, resources });
    else pdf.addPage({ width, height, content, resources, annotations });
  }
  return pdf.bytes(
    off === null ? '' : `/OCProperties << /OCGs [${off} 0 R] /D << /OFF [${off} 0 R] /Order [${off} 0 R] >> >>`,
  );
}

const addPicture = (pdf: PdfWriter, { jpeg, width, height }: PdfPicture): number =>
  pdf.addStream(
    Buffer.from(jpeg),
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode`,
  );

const drawPicture = ([left, top, right, bottom]: PdfPicture['box'], height: number): string =>
  `q ${number(right - left)} 0 0 ${number(bottom - top)} ${number(left)} ${number(height - bottom)} cm /Im0 Do Q`;

function addFont(pdf: PdfWriter, codeless: boolean): number {
  const ordering = codeless ? 'Identity' : 'GB1';
  const descriptor = pdf.add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  );
  const descendant = pdf.add(
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor ${descriptor} 0 R >>`,
  );
  return pdf.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${codeless ? 'Identity-H' : 'UniGB-UCS2-H'} /DescendantFonts [${descendant} 0 R] >>`,
  );
}

const number = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');

function texts(items: readonly DrawnText[], height: number, manner: PdfManner): string[] {
  const pieces = items.flatMap((item) => piecesOf(item, manner.text ?? 'lines'));
  const { trick } = manner;
  const shown = pieces.map((piece, index) => {
    const draw = (text: DrawnText) => show(text, height, manner.codeless);
    return trick ? trickedText(piece, index, trick, height, draw) : draw(piece);
  });
  return manner.text === 'shuffled'
    ? shown.map((_, index) => shown[(index * 7919) % shown.length] ?? '').filter(unique)
    : shown;
}

/** One text at its place. */
function show({ text, x, y, size }: DrawnText, height: number, codeless = false): string {
  const hex = Buffer.from(codeless ? scrambled(text) : text, 'utf16le')
    .swap16()
    .toString('hex');
  return `BT /F1 ${number(size)} Tf 1 0 0 1 ${number(x)} ${number(height - y)} Tm <${hex}> Tj ET`;
}

const unique = (value: string, index: number, all: readonly string[]): boolean => all.indexOf(value) === index;

/** Codes as a subset font numbers its glyphs: by nothing that a reader could know. */
const scrambled = (text: string): string =>
  [...text].map((character) => String.fromCharCode(((character.codePointAt(0) ?? 0) * 31) % 3000)).join('');

function piecesOf(item: DrawnText, manner: TextManner): DrawnText[] {
  if (manner === 'overprint')
    return [item, { ...item, x: item.x + 0.3 }, { ...item, x: item.x + 0.5, y: item.y + 0.1 }];
  if (manner === 'split-numbers') return /^\d{2,}/.test(item.text) ? splitAt(item, [1]) : [item];
  if (manner === 'lines') return [item];
  return splitAt(
    item,
    [...item.text].map((_, index) => index),
  );
}

function splitAt(item: DrawnText, at: readonly number[]): DrawnText[] {
  const characters = [...item.text];
  const starts = [...new Set([0, ...at])];
  return starts.map((start, index) => ({
    ...item,
    text: characters.slice(start, starts[index + 1]).join(''),
    x: item.x + widthOf(characters.slice(0, start).join(''), item.size),
  }));
}

function rules(cells: readonly DrawnCell[], height: number, manner: RuleManner): string[] {
  return cells.flatMap((cell) => cellRules(cell, height, manner));
}

function cellRules(cell: DrawnCell, height: number, manner: RuleManner): string[] {
  const [left, right, top, bottom] = [cell.left, cell.right, height - cell.top, height - cell.bottom];
  const box = `${number(left)} ${number(bottom)} ${number(right - left)} ${number(top - bottom)} re`;
  if (manner === 'none') return [];
  if (manner === 'backgrounds')
    return [
      `0.9 0.94 0.98 rg ${number(left + 0.6)} ${number(bottom + 0.6)} ${number(right - left - 1.2)} ${number(top - bottom - 1.2)} re f 0 g`,
    ];
  if (manner === 'cell-outlines' && cell.closed) return [`0.5 w ${box} S`];
  return edges(cell, [left, right, top, bottom], manner).flatMap((edge) => drawEdge(edge, manner));
}

type Edge = readonly [number, number, number, number];

function edges(cell: DrawnCell, [left, right, top, bottom]: Edge, manner: RuleManner): Edge[] {
  const sides: Edge[] = [
    [left, bottom, left, top],
    [right, bottom, right, top],
  ];
  // The outermost sides of the layout are its text margins.
  const drawn = manner === 'no-sides' ? sides.filter(([x]) => x > 80 && x < 515) : sides;
  return [[left, top, right, top], ...(cell.closed ? [[left, bottom, right, bottom] as Edge] : []), ...drawn];
}

function drawEdge([x0, y0, x1, y1]: Edge, manner: RuleManner): string[] {
  const stroke = (dx: number, dy: number) =>
    `0.5 w ${number(x0 + dx)} ${number(y0 + dy)} m ${number(x1 + dx)} ${number(y1 + dy)} l S`;
  if (manner === 'thin-rectangles')
    return [`${number(x0 - 0.24)} ${number(y0 - 0.24)} ${number(x1 - x0 + 0.48)} ${number(y1 - y0 + 0.48)} re f`];
  if (manner === 'double') return [stroke(0, 0), x0 === x1 ? stroke(1.5, 0) : stroke(0, 1.5)];
  if (manner !== 'dots') return [stroke(0, 0)];
  const length = Math.max(x1 - x0, y1 - y0);
  return Array.from({ length: Math.ceil(length / 2) }, (_, index) => {
    const [x, y] = x0 === x1 ? [x0, y0 + index * 2] : [x0 + index * 2, y0];
    return `${number(x)} ${number(y)} ${x0 === x1 ? '0.5 1' : '1 0.5'} re f`;
  });
}
