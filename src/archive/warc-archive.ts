import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Archived, type Batch, type EarlierRecord, type Resource, WARC_FOLDER } from './archived.ts';
import { type DraftContext, exchangeDraft, type RecordDraft, resourceDraft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { WarcFile } from './file.ts';
import { fileNamePrefix, newFileName } from './file-name.ts';
import { type ArchiveMetadata, metadataMember } from './metadata.ts';
import { newRecordId } from './record.ts';
import { type RunMark, warcinfo } from './warcinfo.ts';

export interface ArchiveOptions {
  /** A file is closed once it holds this many bytes; default 1 GB, the size that archives recommend. */
  readonly maxFileBytes?: number;
  /** Software and operator for the warcinfo record. */
  readonly software?: string;
  /** Kind of run, part of the files' names; default `crawl`. */
  readonly kind?: string;
  /** Tells the time, milliseconds since the epoch; default: the system's. */
  readonly clock?: (() => number) | undefined;
  /** The run that writes. */
  readonly run?: RunMark;
  /** The newest file whose name begins so, where it may be gone on with. */
  readonly unfinished?: (prefix: string) => { readonly file: string; readonly size: number } | null;
  /** Finds a held record by payload digest (`sha256:…`). */
  readonly archived?: (payloadDigest: string) => EarlierRecord | null;
}

export interface AppendOptions extends Pick<DraftContext, 'confirms'> {
  /** Files that belong to the exchanges: a page as it stood after its scripts. */
  readonly resources?: readonly Resource[];
  /** What stands beside these records, or for itself where there are none. */
  readonly metadata?: ArchiveMetadata;
}

const DEFAULT_MAX_FILE_BYTES = 1024 ** 3;
/** Digests written in this process that the index may not know yet; far more than can be in flight. */
const RECENT_DIGESTS = 4096;

/** A batch that is not committed yet. */
interface Unsettled {
  readonly file: string;
  readonly start: number;
  /** The last one that it was a part of, which may have been undone. */
  transaction: number | null;
}

/** What is to be appended at once: records, and one that tells of them. */
interface Drafted {
  readonly drafts: readonly RecordDraft[];
  readonly metadata: Buffer | null;
}

/** Appends exchanges to `data/warc/nianbao-*.warc.gz`, byte for byte. One writer a data folder: the store's lock sees to that. */
export class WarcArchive {
  readonly #dataDir: string;
  readonly #options: ArchiveOptions;
  readonly #recent = new Map<string, EarlierRecord>();
  readonly #unsettled = new Set<Unsettled>();
  #file: WarcFile | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #infoId = '';

  constructor(dataDir: string, options: ArchiveOptions = {}) {
    this.#dataDir = dataDir;
    this.#options = options;
    mkdirSync(join(dataDir, WARC_FOLDER), { recursive: true });
  }

  /**
   * Writes each exchange as a response (or revisit) and a request record, then the resources and the metadata, and waits until they are
   * on the disk. The batch has one record an exchange and a resource, in that order.
   * @throws ArchiveError where the disk refuses; nothing of the batch is left in the file then.
   */
  append(exchanges: readonly Exchange[], options: AppendOptions = {}): Promise<Batch> {
    return this.#write(async () => {
      const drafts: RecordDraft[] = [];
      for (const exchange of exchanges) {
        drafts.push(await exchangeDraft(exchange, { ...this.#context(drafts), ...options }));
      }
      for (const resource of options.resources ?? []) {
        drafts.push(await resourceDraft(resource, this.#context(drafts)));
      }
      return { drafts, metadata: await this.#metadata(drafts, options.metadata) };
    });
  }

  /** Waits for what is being written and closes the file. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    this.#file?.close();
    this.#file = null;
  }

  async #metadata(drafts: readonly RecordDraft[], metadata: ArchiveMetadata | undefined): Promise<Buffer | null> {
    const [first] = drafts;
    if (metadata === undefined) return null;
    const { repeats } = metadata;
    if (repeats !== undefined && drafts.length === 1 && first?.refersTo?.requestId === repeats.requestId) return null;
    const date = first?.date ?? this.#now().toISOString();
    return metadataMember(metadata, { infoId: this.#infoId, about: drafts.map(({ id }) => id), date });
  }

  /** Equal bytes may stand in the same batch, in one that is not committed yet, or in the index. */
  #context(drafts: readonly RecordDraft[]): DraftContext {
    const inBatch = (digest: string): EarlierRecord | undefined => {
      const found = drafts.find(({ payloadDigest, type }) => payloadDigest === digest && type !== 'revisit');
      return found && { url: found.url, date: found.date };
    };
    return {
      infoId: this.#infoId,
      archived: (digest) => inBatch(digest) ?? this.#recent.get(digest) ?? this.#options.archived?.(digest) ?? null,
    };
  }

  /** Records are drafted and appended one batch at a time, so that equal bytes in two batches are seen; only the sync is shared. */
  async #write(draft: () => Promise<Drafted>): Promise<Batch> {
    const appended = this.#writing
      .catch(() => undefined)
      .then(async () => {
        const file = await this.#open();
        const batch = this.#append(file, await draft());
        return { batch, synced: file.synced() };
      });
    this.#writing = appended;
    const { batch, synced } = await appended;
    await synced;
    return batch;
  }

  /** One file a day and kind of run: the day's earlier runs are gone on from. */
  async #open(): Promise<WarcFile> {
    const limit = this.#options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES;
    const prefix = fileNamePrefix(this.#options.kind ?? 'crawl', this.#now());
    const current = this.#file;
    if (current !== null && current.size < limit && current.name.startsWith(prefix)) return current;
    current?.closeWhenSynced();
    const file = this.#reopen(prefix, limit) ?? WarcFile.create(this.#dataDir, newFileName(prefix));
    this.#file = file;
    this.#infoId = newRecordId();
    file.append([await warcinfo(this.#infoId, file.name, { ...this.#options, date: this.#now() })]);
    return file;
  }

  #now(): Date {
    return new Date(this.#options.clock?.() ?? Date.now());
  }

  #reopen(prefix: string, limit: number): WarcFile | null {
    const known = this.#options.unfinished?.(prefix) ?? null;
    return known === null || known.size >= limit ? null : WarcFile.reopen(this.#dataDir, known);
  }

  #append(file: WarcFile, { drafts, metadata }: Drafted): Batch {
    const start = file.append([...drafts.flatMap((draft) => draft.members), ...(metadata === null ? [] : [metadata])]);
    let offset = start;
    const records = drafts.map(({ members, id, type, payloadDigest, date, url }) => {
      const length = members[0]?.length ?? 0;
      const record: Archived = { file: file.name, offset, length, type, payloadDigest, date, id };
      offset += members.reduce((sum, member) => sum + member.length, 0);
      // Only now: a revisit must never refer to a record that the disk refused.
      if (type !== 'revisit') this.#remember(payloadDigest, { url, date });
      return record;
    });
    return this.#batch(file, start, records);
  }

  #batch(file: WarcFile, start: number, records: readonly Archived[]): Batch {
    const entry: Unsettled = { file: file.name, start, transaction: null };
    this.#unsettled.add(entry);
    return {
      records,
      goodFiles: (transaction) => {
        entry.transaction = transaction;
        const others = [...this.#unsettled].filter(
          (other) => other.transaction !== transaction && other.file === file.name,
        );
        return [{ file: file.name, size: Math.min(file.size, ...others.map((other) => other.start)) }];
      },
      settle: () => {
        this.#unsettled.delete(entry);
        // The index knows them now, and whether they are good.
        for (const { payloadDigest } of records) this.#recent.delete(payloadDigest);
      },
    };
  }

  #remember(digest: string, archived: EarlierRecord): void {
    this.#recent.set(digest, archived);
    if (this.#recent.size <= RECENT_DIGESTS) return;
    const oldest = this.#recent.keys().next();
    if (oldest.done !== true) this.#recent.delete(oldest.value);
  }
}
