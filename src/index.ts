/* What the package gives to other programs: reading reports, without database and network; and the corpus, which loads its database when it is opened. */

import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Corpus } from './corpus.ts';
import { UnreadableError } from './extract/document.ts';
import type { ExtractionJson, UnreadableJson } from './extract/json.ts';
import { readFile } from './ingest/read-file.ts';
import { readGiven, unreadable } from './ingest/read-job.ts';
import { resultJson } from './ingest/result-json.ts';

export type { Corpus, CorpusFigure, CorpusReport, Proof } from './corpus.ts';
export { UNREADABLE, type UnreadableCode, UnreadableError } from './extract/document.ts';
export type { Cells, ExtractionJson, FigureSource, IndicatorJson, UnreadableJson } from './extract/json.ts';

export interface ExtractOptions {
  /** The file's name, as a hint where its content leaves the format in doubt; of a path it is known. */
  readonly name?: string;
  /** The charset that an HTTP header names; a hint: the bytes decide. */
  readonly charset?: string;
  /** Whether each figure's table, row, column, page and box are given too. */
  readonly provenance?: boolean;
}

/**
 * Reads one report: bytes, or the path or `file:` URL of HTML, PDF, Word, WPS, RTF, ODT, Excel, text or a scan. Runs in the calling
 * thread: for files of strangers, and for many, `nianbao extract` has child processes with limits.
 *
 *     const report = await extract('report.pdf');
 *     report.applications?.new_received?.total; // a number, or null; report.raw has what is printed
 *
 * @throws UnreadableError with a code of the closed list `UNREADABLE`; an archive of files is for `extractAll`.
 */
export async function extract(input: Uint8Array | string | URL, options: ExtractOptions = {}): Promise<ExtractionJson> {
  const [only, ...others] = await extractAll(input, options);
  if (only === undefined || others.length > 0)
    throw new UnreadableError('unsupported', `an archive of ${others.length + (only ? 1 : 0)} files: use extractAll`);
  if ('error' in only) throw new UnreadableError(only.error.code, only.error.message);
  return only;
}

/** Reads a file and, where it is an archive, every file in it, named `archive.zip!/name`. Never throws for what cannot be read. */
export async function extractAll(
  input: Uint8Array | string | URL,
  { name = nameOf(input), charset, provenance = false }: ExtractOptions = {},
): Promise<readonly (ExtractionJson | UnreadableJson)[]> {
  const hints = { ...(name === '' ? {} : { name }), ...(charset === undefined ? {} : { charset }) };
  const result = await bytesOf(input).then((bytes) => readGiven(bytes, hints), unreadable);
  return resultJson(name, result, { provenance });
}

/**
 * Opens the database of a data folder, to be read, also while a crawl runs:
 *
 *     const corpus = await openCorpus('data');
 *     for (const { organ, year, value } of corpus.figures({ level: 'county', where: 'year >= 2021' })) …
 *     corpus.search({ words: '网站 培训', province: '江苏' });
 *     await corpus.why({ organ: '清溪县人民政府', year: 2021, cell: 'app_new_received_total' });
 *     corpus.close();
 */
export async function openCorpus(dataDir: string): Promise<Corpus> {
  const { open } = await import('./corpus.ts');
  return open(dataDir);
}

async function bytesOf(input: Uint8Array | string | URL): Promise<Uint8Array> {
  return input instanceof Uint8Array ? input : readFile(input);
}

function nameOf(input: Uint8Array | string | URL): string {
  if (input instanceof Uint8Array) return '';
  return basename(typeof input === 'string' ? input : fileURLToPath(input));
}
