import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareWithTruth, type TruthComparison } from '../../generator/compare.ts';
import { extract } from '../../src/extract/index.ts';
import { toJson } from '../../src/extract/json.ts';
import type { SampleTruth } from '../../src/sample/truth.ts';

/** Cases that stand beside the project; null in a clone without them. */
const folder = fileURLToPath(new URL('../../../shared/cases/', import.meta.url));
export const sharedCases: string | null = existsSync(folder) ? folder : null;

/** Files of a folder of the cases that have a gold: `extract/pdf-struck-digit.pdf`. */
export function casesIn(room: 'extract' | 'producers'): string[] {
  if (sharedCases === null) return [];
  const names = readdirSync(`${sharedCases}${room}`);
  const golds = new Set(names.filter((name) => name.endsWith('.gold.json')).map((name) => name.slice(0, -10)));
  return names
    .filter((name) => !name.endsWith('.gold.json') && golds.has(name.replace(/\.[^.]+$/, '')))
    .map((name) => `${room}/${name}`)
    .sort();
}

/** What of a case is not as its gold has it. `orNull`: one cell of ten may be null where a warning names its row. */
export async function faultsOf(name: string, { orNull = false } = {}): Promise<string[]> {
  const path = `${sharedCases}${name}`;
  const gold = JSON.parse(readFileSync(path.replace(/\.[^.]+$/, '.gold.json'), 'utf8')) as Partial<SampleTruth>;
  const truth = { disclosure: null, applications: null, review_litigation: null, indicators: [], ...gold };
  const extraction = await extract(new Uint8Array(readFileSync(path)), { name }).catch((error: unknown) => error);
  if (extraction instanceof Error) return [`${extraction.name}: ${extraction.message}`];
  const read = extraction as Awaited<ReturnType<typeof extract>>;
  if (read.kind !== 'document') return ['is read as an archive'];
  const compared = compareWithTruth(truth as SampleTruth, toJson(name, read));
  if (!orNull) return [...compared.differences];
  const rows = read.report.warnings.map(({ where }) => where ?? '');
  return unexcused(compared, (row) => rows.some((where) => where === row || where.startsWith(`${row}/`)));
}

function unexcused({ right, missing, differences }: TruthComparison, isWarned: (row: string) => boolean): string[] {
  if (missing * 10 > right + missing) return [...differences];
  return differences.filter((difference) => {
    const row = /^(?<row>\w+\/.+)\/\w+: null instead of/.exec(difference)?.groups?.row?.replace(/#\d+$/, '');
    return row === undefined || !isWarned(row);
  });
}

/** A PDF with one of its pages (from 0) in its tree of pages, byte for byte as long as before. */
function withOnePage(pdf: Buffer, page: number): Buffer {
  const source = pdf.toString('latin1');
  const [kids = '', inner = ''] = /\/Kids \[([^\]]*)\]/.exec(source) ?? [];
  const kept = inner.match(/\d+ 0 R/g)?.[page] ?? '';
  const cut = source.replace(kids, `/Kids [${kept.padEnd(inner.length)}]`).replace(/\/Count \d/, '/Count 1');
  return Buffer.from(cut, 'latin1');
}

/** What is read out of one page of a PDF: numbers other than the gold's, and how much is as the gold has it. */
export async function pageOf(name: string, page: number) {
  const path = `${sharedCases}${name}`;
  const gold = JSON.parse(readFileSync(path.replace(/\.[^.]+$/, '.gold.json'), 'utf8')) as Partial<SampleTruth>;
  const truth = { disclosure: null, applications: null, review_litigation: null, indicators: [], ...gold };
  const read = await extract(new Uint8Array(withOnePage(readFileSync(path), page)), { name });
  if (read.kind !== 'document') throw new Error(`${name} is read as an archive`);
  const { right, wrong } = compareWithTruth(truth as SampleTruth, toJson(name, read));
  return { right, wrong, codes: read.report.warnings.map(({ code }) => code) };
}

/** What is read out of a file that holds a part of its gold: numbers other than the gold's, and the row that it is said to break off behind. */
export async function partOf(name: string) {
  const path = `${sharedCases}${name}`;
  const gold = JSON.parse(readFileSync(path.replace(/\.[^.]+$/, '.gold.json'), 'utf8')) as SampleTruth;
  const read = await extract(new Uint8Array(readFileSync(path)), { name });
  if (read.kind !== 'document') throw new Error(`${name} is read as an archive`);
  const { right, differences } = compareWithTruth({ ...gold, indicators: [] }, toJson(name, read));
  const wrong = differences.filter((difference) => !difference.includes(': null instead of'));
  const cut = read.report.warnings.find(({ code, where }) => code === 'cut_short' && where !== null);
  return { right, wrong, cutAt: cut?.where };
}
