import { compareWithTruth } from '../../generator/compare.ts';
import { extract } from '../../src/extract/index.ts';
import { toJson } from '../../src/extract/json.ts';
import type { Source } from './sources.ts';

export interface Outcome {
  readonly reports: number;
  readonly cells: number;
  readonly right: number;
  readonly missing: number;
  readonly wrong: number;
  /** Wrong numbers whose cell carries no warning. */
  readonly unwarned: number;
  /** Reports whose title, organ, year and template are all right. */
  readonly headings: number;
  /** Wall time of extraction, milliseconds a document. */
  readonly ms: number;
}

/** Reads `count` samples of a source and compares every cell with the truth. */
export async function measure(source: Source, count: number): Promise<Outcome> {
  const total = { reports: 0, cells: 0, right: 0, missing: 0, wrong: 0, unwarned: 0, headings: 0, ms: 0 };
  for await (const { bytes, name, truth, optional } of source.samples(count)) {
    const started = performance.now();
    const extraction = await extract(bytes, { name });
    total.ms += performance.now() - started;
    if (extraction.kind !== 'document') throw new Error(`${name} was read as an archive`);
    const json = toJson(name, extraction);
    const { right, missing, wrong, differences } = compareWithTruth(truth, json, optional);
    const places = new Set(extraction.report.warnings.map(({ where }) => where ?? ''));
    const isHeading = (difference: string): boolean => /^(?:title|organ|year|template):/.test(difference);
    if (process.env.NIANBAO_SHOW)
      for (const difference of differences) process.stderr.write(`${name}: ${difference}\n`);
    total.reports++;
    total.cells += right + missing + wrong;
    total.right += right;
    total.missing += missing;
    total.wrong += wrong;
    total.unwarned += differences.filter((text) => isWrong(text) && !warned(text, places)).length;
    if (!differences.some(isHeading)) total.headings++;
  }
  return { ...total, ms: total.ms / Math.max(1, total.reports) };
}

const isWrong = (difference: string): boolean =>
  /\/.*: [^n]\S* instead of/.test(difference) && !difference.includes(': null instead');

/** A warning names the cell, or its row. */
function warned(difference: string, places: ReadonlySet<string>): boolean {
  const cell = difference.slice(0, difference.indexOf(': '));
  return places.has(cell) || places.has(cell.slice(0, cell.lastIndexOf('/')));
}
