/** What a font says that decides where its glyphs stand. */
export interface FontMetrics {
  readonly name: string;
  readonly vertical: boolean;
  readonly type3: boolean;
  /** Glyph space to text space; 0.001 but for Type3. */
  readonly widthScale: number;
  /** Em size for one unit of font size: Type3 fonts have no em, the height of their box stands for it. */
  readonly emScale: number;
  readonly verticalMetrics: readonly [number, number, number];
}

/** Of a font that tells none: origin and advance of a character set from top to bottom, in thousandths of an em. */
export const VERTICAL_METRICS: FontMetrics['verticalMetrics'] = [-1000, 500, 880];
