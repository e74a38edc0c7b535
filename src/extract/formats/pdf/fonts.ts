/** What a font says that decides where its glyphs stand. */
export interface Font {
  readonly name: string;
  readonly vertical: boolean;
  readonly type3: boolean;
  /** Glyph space to text space; 0.001 but for Type3. */
  readonly widthScale: number;
  /** Em size for one unit of font size: Type3 fonts have no em, the height of their box stands for it. */
  readonly emScale: number;
  readonly verticalMetrics: readonly [number, number, number];
}

const NO_METRICS: Font['verticalMetrics'] = [-1000, 500, 880];

/** Reads a pdf.js font object; its fields are checked because they are no documented interface. */
export function toFont(value: unknown): Font {
  const font = value as Partial<
    Record<'name' | 'vertical' | 'isType3Font' | 'fontMatrix' | 'bbox' | 'defaultVMetrics', unknown>
  >;
  const matrix = numbers(font.fontMatrix);
  const box = numbers(font.bbox);
  const type3 = font.isType3Font === true;
  const height = Math.abs((box[3] ?? 0) - (box[1] ?? 0)) * Math.abs(matrix[3] ?? 0.001);
  const metrics = numbers(font.defaultVMetrics);
  return {
    name: typeof font.name === 'string' ? font.name : '',
    vertical: font.vertical === true,
    type3,
    widthScale: matrix[0] || 0.001,
    emScale: type3 && height > 0.1 && height < 10 ? height : 1,
    verticalMetrics: metrics.length === 3 ? [metrics[0] ?? -1000, metrics[1] ?? 500, metrics[2] ?? 880] : NO_METRICS,
  };
}

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);
