import type { Gray } from './gray.ts';

/** How a picture's text is laid out, as tesseract's page segmentation knows it. */
export type TextLayout = 'block' | 'column' | 'line';

export const SEGMENTATION: Readonly<Record<TextLayout, string>> = { column: '4', block: '6', line: '7' };

export interface RecogniseOptions {
  readonly language: 'eng' | 'chi_sim';
  readonly layout: TextLayout;
  readonly dpi: number;
  /** The only characters there may be. */
  readonly only?: string;
}

/** A recognised word, in pixels of the picture. */
export interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** 0 to 1, as the engine believes. */
  readonly confidence: number;
  /** Number of the text line the engine put it in; unique within one picture. */
  readonly line: string;
}

export interface OcrEngine {
  readonly name: string;
  /** The words of each picture. Pictures are drawn one after another as they are needed: starting the engine costs once for all. */
  recognise(images: Iterable<Gray>, options: RecogniseOptions): Promise<Word[][]>;
  /** Milliseconds of the processor that it has spent outside of this process so far. */
  spentMs(): number;
  close(): Promise<void>;
}

/** Words out of tesseract's TSV, by picture: level 5 rows are words. */
export function parseTsv(tsv: string, pictures: number): Word[][] {
  const words = Array.from({ length: pictures }, (): Word[] => []);
  for (const row of tsv.split('\n')) {
    const fields = row.split('\t');
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, text] = fields;
    if (level !== '5' || !text || text.trim() === '') continue;
    words[Number(page) - 1]?.push({
      text: text.trim(),
      left: Number(left),
      top: Number(top),
      right: Number(left) + Number(width),
      bottom: Number(top) + Number(height),
      confidence: Math.max(0, Math.min(1, Number(confidence) / 100)),
      line: `${block}.${paragraph}.${line}`,
    });
  }
  return words;
}
