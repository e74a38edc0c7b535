import { closeSync, openSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { ofFile } from '../file-error.ts';
import type { RawPath } from '../paths.ts';
import { type Segment, segmentOf } from './segments.ts';

/** The WARC files inside a WACZ package (a ZIP with archive/*.warc.gz). @throws FileError where it is no whole ZIP. */
export async function* waczSegments(path: RawPath): AsyncGenerator<Segment> {
  // By its descriptor: the library takes no paths of bytes.
  const descriptor = openSync(path, 'r');
  try {
    const zip = await ofFile('damaged_record', () =>
      fromFdPromise(descriptor, { lazyEntries: true, autoClose: false }),
    );
    for (const entry of await ofFile('damaged_record', () => warcEntries(zip))) {
      const stream = await ofFile('damaged_record', () => zip.openReadStreamPromise(entry));
      yield segmentOf(
        /\.gz$/i.test(entry.fileName) ? pipeline(stream, createGunzip(), () => undefined) : stream,
        () => undefined,
      );
    }
  } finally {
    closeSync(descriptor);
  }
}

async function warcEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry())
    if (/^archive\/.*\.warc(?:\.gz)?$/i.test(entry.fileName)) entries.push(entry);
  return entries;
}
