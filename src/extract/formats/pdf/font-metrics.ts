import { type FontMetrics, VERTICAL_METRICS } from '../drawn/font.ts';

/** Reads a pdf.js font object; its fields are checked because they are no documented interface. */
export function fontMetricsOf(value: unknown): FontMetrics {
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
    verticalMetrics:
      metrics.length === 3 ? [metrics[0] ?? -1000, metrics[1] ?? 500, metrics[2] ?? 880] : VERTICAL_METRICS,
  };
}

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);
