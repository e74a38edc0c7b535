import { compareWithTruth, type FoundReport } from '../../generator/compare.ts';
import { UnreadableError } from '../../src/extract/document.ts';
import { extract } from '../../src/extract/index.ts';
import { toJson } from '../../src/extract/json.ts';
import type { Sample, Source } from './sources.ts';

export interface Accuracy {
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
export const measure = (source: Source, count: number): Promise<Accuracy> => measureSamples(source.samples(count));

/** Reads the samples and compares every cell with the truth. */
export async function measureSamples(samples: AsyncIterable<Sample> | Iterable<Sample>): Promise<Accuracy> {
  const total = { reports: 0, cells: 0, right: 0, missing: 0, wrong: 0, unwarned: 0, headings: 0, ms: 0 };
  for await (const { bytes, name, truth, optional } of samples) {
    const started = performance.now();
    const { found, places } = await read(bytes, name);
    total.ms += performance.now() - started;
    const { differences, ...cells } = compareWithTruth(truth, found, optional);
    const { right, missing, wrong } = found === NOTHING ? unread(cells) : cells;
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

type CellTally = Pick<Accuracy, 'right' | 'missing' | 'wrong'>;

const NOTHING: FoundReport = {
  title: null,
  organ: null,
  year: null,
  template: 'none',
  disclosure: null,
  applications: null,
  review_litigation: null,
  indicators: [],
};

/** What was found, and the places of its warnings. A file that cannot be read says so: nothing is found, and nothing is wrong. */
async function read(bytes: Uint8Array, name: string): Promise<{ found: FoundReport; places: ReadonlySet<string> }> {
  try {
    const extraction = await extract(bytes, { name });
    if (extraction.kind !== 'document') throw new Error(`${name} was read as an archive`);
    const places = extraction.report.warnings.map(({ where }) => placeOf(where ?? ''));
    return { found: toJson(name, extraction), places: new Set(places) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    process.stderr.write(`${name}: ${error.code}, ${error.message}\n`);
    return { found: NOTHING, places: new Set() };
  }
}

/** Of a file that cannot be read, its blank cells are not right either. */
const unread = ({ right, missing, wrong }: CellTally): CellTally => ({ right: 0, missing: right + missing, wrong });

const isWrong = (difference: string): boolean =>
  /\/.*: [^n]\S* instead of/.test(difference) && !difference.includes(': null instead');

/** A warning names the cell, or its row. */
function warned(difference: string, places: ReadonlySet<string>): boolean {
  const cell = placeOf(difference.slice(0, difference.indexOf(': ')));
  return places.has(cell) || places.has(cell.slice(0, cell.lastIndexOf('/')));
}

/** A comparison counts the indicators of one name and drops their spaces; a warning does neither. */
const placeOf = (where: string): string => where.replace(/\s/g, '').replace(/#\d+(?=\/|$)/, '');
