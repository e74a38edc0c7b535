import { readFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { ArchiveError } from '../archive/file.ts';
import type { WarcArchive } from '../archive/warc-archive.ts';
import { messageOf } from '../message-of.ts';
import { StoreError } from '../store/errors.ts';
import { type Brought, beginSource, finishSource, type ImportContext, meetBytes, meetFile } from '../store/imports.ts';
import type { Store } from '../store/store.ts';
import { digest, ImportBatch, type Parcel } from './batch.ts';
import { FileError, ofFile } from './file-error.ts';
import { fileKind, mediaType } from './file-kind.ts';
import { MAX_FILE_BYTES, tooLarge } from './limits.ts';
import type { ImportTally } from './tally.ts';
import type { FoundFile } from './walk.ts';
import { isWanted, readCapture } from './warc/read-capture.ts';
import { type ForeignRecord, readRecords } from './warc/records.ts';
import { type IntactStretch, segmentsOf } from './warc/segments.ts';
import { waczSegments } from './warc/wacz.ts';

export interface ImporterOptions extends ImportContext {
  readonly store: Store;
  readonly archive: WarcArchive;
  readonly portalId: string;
  /** Whose reports these are, where neither file nor name says. */
  readonly organ: string | null;
  readonly tally: ImportTally;
  readonly signal: AbortSignal;
  /** Called whenever something was written; the import goes on once it resolves. */
  readonly onWritten: () => Promise<void>;
  /** Bytes of the file in hand that are done. */
  readonly onRead: (bytes: number) => void;
}

/** Before 1990 there were no such files, only clocks that were not set (1601, 1970, 1980). */
const EARLIEST = Date.UTC(1990, 0, 1);

/** Puts files that somebody has into archive and index, each once. */
export class Importer {
  readonly #options: ImporterOptions;
  readonly #batch: ImportBatch;

  constructor(options: ImporterOptions) {
    this.#options = options;
    this.#batch = new ImportBatch(options);
  }

  /** Imports one file; what is wrong with the file itself is counted, not thrown. Stops early where the signal says so. */
  async add(file: FoundFile): Promise<void> {
    const { store, tally } = this.#options;
    tally.files++;
    try {
      if (meetFile(store, this.#brought(file), this.#options)) tally.filesKnown++;
      else await this.#read(file);
    } catch (error) {
      if (isOurs(error)) throw error;
      const message = messageOf(error);
      tally.skip(file.url, error instanceof FileError ? error.reason : 'not_read', message);
    }
  }

  /** Writes what is collected. To be called at the end. */
  async flush(): Promise<void> {
    await this.#batch.write();
    await this.#options.onWritten();
  }

  async #read(file: FoundFile): Promise<void> {
    const kind = await ofFile('no_access', () => fileKind(file.path, file.name));
    if (kind === 'warc') await this.#addRecords(file, segmentsOf(file.path, this.#options.onRead));
    if (kind === 'wacz' || kind === 'both') await this.#addRecords(file, waczSegments(file.path));
    if (kind === 'document' || kind === 'both') await this.#addDocument(file);
  }

  async #addDocument(file: FoundFile): Promise<void> {
    const { store, tally } = this.#options;
    if (file.size > MAX_FILE_BYTES) throw new FileError('too_large', tooLarge(file.size));
    const bytes = await ofFile('no_access', () => readFile(file.path));
    const item = this.#brought(file);
    const sha256 = digest(bytes);
    if (this.#batch.holds(sha256)) await this.flush();
    if (meetBytes(store, item, sha256, this.#options)) {
      tally.filesKnown++;
      return;
    }
    const resource = {
      url: file.url,
      contentType: mediaType(bytes, file.name),
      bytes,
      takenAt: plausible(file.changedAt),
    };
    await this.#collect({ item, capture: { kind: 'resource', resource } });
  }

  /** The file itself is noted first and is done last: a killed import reads it again and finds its records known. */
  async #addRecords(file: FoundFile, segments: AsyncGenerator<IntactStretch>): Promise<void> {
    const { store, tally, signal, runId } = this.#options;
    const sourceId = beginSource(store, this.#brought(file), runId);
    let found = 0;
    let damages = 0;
    for await (const segment of segments) {
      for await (const record of readRecords(segment, isWanted)) {
        if (signal.aborted) return;
        found++;
        if (record.kind === 'damage') {
          damages++;
          tally.skip(file.url, 'damaged_record', record.message);
        } else await this.#addRecord(record, file, sourceId);
      }
    }
    if (found === 0) tally.skip(file.url, 'damaged_record', 'no record in it can be read');
    await this.flush();
    // One that is damaged is said to be so each time.
    if (found > damages && damages === 0) finishSource(store, sourceId, runId);
  }

  async #addRecord(record: ForeignRecord, file: FoundFile, sourceId: number): Promise<void> {
    const { store, tally, portalId, organ } = this.#options;
    const read = readCapture(record, plausible(file.changedAt));
    if (read.kind === 'skip') {
      const { reason } = read;
      tally.skip(
        record.headers['warc-target-uri'] ?? file.url,
        reason,
        reason === 'too_large' ? tooLarge(record.length) : '',
      );
      return;
    }
    const { url, takenAt, payload, capture } = read;
    const sha256 = digest(payload);
    if (this.#batch.holds(sha256)) await this.flush();
    const item = { portalId, organ, url, sourceId, takenAt: new Date(takenAt).toISOString(), size: payload.length };
    if (meetBytes(store, item, sha256, this.#options)) {
      tally.recordsKnown++;
      return;
    }
    tally.recordsNew++;
    await this.#collect({ item, capture });
  }

  async #collect(parcel: Parcel): Promise<void> {
    this.#batch.add(parcel);
    if (this.#batch.isFull) await this.flush();
  }

  #brought({ url, changedAt, size }: FoundFile): Brought {
    const { portalId, organ } = this.#options;
    return { portalId, organ, url, takenAt: new Date(changedAt).toISOString(), size, sourceId: null };
  }
}

/** What would meet every file alike: the disk of the archive, the database. Anything else is a matter of the one file. */
function isOurs(error: unknown): boolean {
  return error instanceof ArchiveError || error instanceof Database.SqliteError || error instanceof StoreError;
}

/** A file's time, or now where it cannot be true. */
function plausible(time: number): number {
  const now = Date.now();
  return time >= EARLIEST && time <= now ? time : now;
}
