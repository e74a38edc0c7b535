import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Archived, type Batch, type Held, type Resource, WARC_FOLDER } from './archived.ts';
import { type Draft, type DraftContext, exchangeDraft, resourceDraft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { WarcFile, warcFileName } from './file.ts';
import { newRecordId } from './record.ts';
import { warcinfo } from './warcinfo.ts';

export interface ArchiveOptions {
  /** A file is closed once it holds this many bytes; default 1 GB, the size that archives recommend. */
  readonly maxFileBytes?: number;
  /** Software and operator for the warcinfo record. */
  readonly software?: string;
  /** Finds a held record by payload digest (`sha256:…`). */
  readonly archived?: (payloadDigest: string) => Held | null;
}

export type AppendOptions = Pick<DraftContext, 'confirms'>;

const DEFAULT_MAX_FILE_BYTES = 1024 ** 3;
/** Digests written in this process that the index may not know yet; far more than can be in flight. */
const RECENT_DIGESTS = 4096;

/** Appends exchanges to `data/warc/nianbao-*.warc.gz`, byte for byte. One writer a data folder: the store's lock sees to that. */
export class WarcArchive {
  readonly #dataDir: string;
  readonly #options: ArchiveOptions;
  readonly #recent = new Map<string, Held>();
  readonly #unsettled = new Set<{ file: string; start: number }>();
  #file: WarcFile | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #infoId = '';

  constructor(dataDir: string, options: ArchiveOptions = {}) {
    this.#dataDir = dataDir;
    this.#options = options;
    mkdirSync(join(dataDir, WARC_FOLDER), { recursive: true });
  }

  /**
   * Writes each exchange as a response (or revisit) and a request record and waits until they are on the disk.
   * @throws ArchiveError where the disk refuses; nothing of the batch is left in the file then.
   */
  append(exchanges: readonly Exchange[], options: AppendOptions = {}): Promise<Batch> {
    return this.#write(async () => {
      const drafts: Draft[] = [];
      for (const exchange of exchanges) {
        drafts.push(await exchangeDraft(exchange, { ...this.#context(drafts), ...options }));
      }
      return drafts;
    });
  }

  /** Writes each file as a `resource` record (a `revisit` where its bytes are held); all or nothing, like `append`. */
  appendResources(resources: readonly Resource[]): Promise<Batch> {
    return this.#write(async () => {
      const drafts: Draft[] = [];
      for (const resource of resources) drafts.push(await resourceDraft(resource, this.#context(drafts)));
      return drafts;
    });
  }

  /** Waits for what is being written and closes the file. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    this.#file?.close();
    this.#file = null;
  }

  /** Equal bytes may stand in the same batch, in one that is not committed yet, or in the index. */
  #context(drafts: readonly Draft[]): DraftContext {
    const inBatch = (digest: string) =>
      drafts.find(({ payloadDigest, type }) => payloadDigest === digest && type !== 'revisit');
    return {
      infoId: this.#infoId,
      held: (digest) => inBatch(digest) ?? this.#recent.get(digest) ?? this.#options.archived?.(digest) ?? null,
    };
  }

  /** Records are drafted and appended one batch at a time, so that equal bytes in two batches are seen; only the sync is shared. */
  async #write(draft: () => Promise<Draft[]>): Promise<Batch> {
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

  async #open(): Promise<WarcFile> {
    const limit = this.#options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES;
    if (this.#file !== null && this.#file.size < limit) return this.#file;
    this.#file?.closeWhenSynced();
    const file = WarcFile.create(this.#dataDir, warcFileName(this.#dataDir, WARC_FOLDER, new Date()));
    this.#file = file;
    this.#infoId = newRecordId();
    file.append([await warcinfo(this.#infoId, file.name, this.#options.software)]);
    return file;
  }

  #append(file: WarcFile, drafts: readonly Draft[]): Batch {
    const start = file.append(drafts.flatMap((draft) => draft.members));
    let offset = start;
    const records = drafts.map(({ members, type, payloadDigest, date, url }) => {
      const record: Archived = { file: file.name, offset, length: members[0]?.length ?? 0, type, payloadDigest, date };
      offset += members.reduce((sum, member) => sum + member.length, 0);
      // Only now: a revisit must never refer to a record that the disk refused.
      if (type !== 'revisit') this.#remember(payloadDigest, { url, date });
      return record;
    });
    return this.#batch(file, start, records);
  }

  #batch(file: WarcFile, start: number, records: readonly Archived[]): Batch {
    const entry = { file: file.name, start };
    this.#unsettled.add(entry);
    return {
      records,
      goodFiles: () => {
        const others = [...this.#unsettled].filter((other) => other !== entry && other.file === file.name);
        return [{ file: file.name, size: Math.min(file.size, ...others.map((other) => other.start)) }];
      },
      settle: () => {
        this.#unsettled.delete(entry);
        // The index knows them now, and whether they are good.
        for (const { payloadDigest } of records) this.#recent.delete(payloadDigest);
      },
    };
  }

  #remember(digest: string, held: Held): void {
    this.#recent.set(digest, held);
    if (this.#recent.size <= RECENT_DIGESTS) return;
    const oldest = this.#recent.keys().next();
    if (oldest.done !== true) this.#recent.delete(oldest.value);
  }
}
