import { closeSync, createWriteStream, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { FileError, ofFile } from '../file-error.ts';
import type { RawPath } from '../paths.ts';
import { type IntactStretch, segmentsOf } from './segments.ts';

const RECORDS = /\.w?arc(?:\.gz|\.zst)?$/i;
const PACKAGE = /\.wacz$/i;
/** Packages inside of packages: deeper than this they are no crawl's. */
const DEEPEST = 3;

/** What a ZIP holds: whether records, and whether anything else that may be a report. */
export interface PackageContents {
  readonly records: boolean;
  readonly documents: boolean;
}

/** Index, page list and description of a WACZ. */
const OWN_PARTS = /(?:^|\/)(?:datapackage(?:-digest)?\.json$|(?:indexes|pages|logs)\/)|\.(?:cdxj?(?:\.gz)?|idx)$|\/$/i;

/** Looks into a ZIP's list of files. @throws where it is no whole ZIP. */
export async function packageContents(path: RawPath): Promise<PackageContents> {
  return withZip(path, async (zip) => {
    const names = (await entriesOf(zip)).map(({ fileName }) => fileName);
    const isRecords = (name: string) => RECORDS.test(name) || PACKAGE.test(name);
    return {
      records: names.some(isRecords),
      documents: names.some((name) => !isRecords(name) && !OWN_PARTS.test(name)),
    };
  });
}

/**
 * The WARC and ARC files inside a WACZ package (or any ZIP), in whatever folder, those of packages inside it too. Each is unpacked to a
 * temporary file: only so can reading go on behind a torn member.
 * @throws FileError where it is no whole ZIP, or holds no such file.
 */
export async function* waczSegments(path: RawPath, depth = 1): AsyncGenerator<IntactStretch> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-wacz-'));
  const descriptor = openSync(path, 'r');
  try {
    const zip = await ofFile('damaged_record', () => opened(descriptor));
    const wanted = (await ofFile('damaged_record', () => entriesOf(zip))).filter(
      ({ fileName }) => RECORDS.test(fileName) || PACKAGE.test(fileName),
    );
    if (wanted.length === 0) throw new FileError('damaged_record', 'no WARC file in this package');
    for (const entry of wanted) yield* entrySegments(zip, entry, join(folder, 'entry'), depth);
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* entrySegments(zip: ZipFile, entry: Entry, path: string, depth: number): AsyncGenerator<IntactStretch> {
  await ofFile('damaged_record', async () => pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path)));
  const file = Buffer.from(path);
  if (!PACKAGE.test(entry.fileName)) yield* segmentsOf(file, () => undefined);
  else if (depth < DEEPEST) yield* waczSegments(file, depth + 1);
  else throw new FileError('damaged_record', `packages are nested more than ${DEEPEST} deep`);
}

async function withZip<T>(path: RawPath, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  const descriptor = openSync(path, 'r');
  try {
    return await use(await opened(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** By its descriptor: the library takes no paths of bytes. */
const opened = (descriptor: number): Promise<ZipFile> =>
  fromFdPromise(descriptor, { lazyEntries: true, autoClose: false });

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}
