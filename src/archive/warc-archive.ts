import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from './exchange.ts';
import { WarcFile, warcFileName } from './file.ts';
import { digestOf, encodeRecord, newRecordId, type RecordType, targetUri } from './record.ts';

/** Folder of the archive's files inside the data folder. */
export const WARC_FOLDER = 'warc';

/** An earlier record that holds the same bytes: what a `revisit` refers to. */
export interface Held {
  readonly url: string;
  /** WARC-Date of the record, ISO 8601. */
  readonly date: string;
}

/** Finds a held record by payload digest (`sha256:…`). */
export type HeldLookup = (payloadDigest: string) => Held | null;

export interface ArchiveOptions {
  /** A file is closed once it holds this many bytes; default 1 GB, the size that archives recommend. */
  readonly maxFileBytes?: number;
  /** Software and operator for the warcinfo record. */
  readonly software?: string;
  readonly held?: HeldLookup;
}

/** A file that somebody already has, to be archived as a `resource` record. */
export interface Resource {
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
}

/** Where a record stands: the index's row. `file` is relative to the data folder; offset and length in bytes of the compressed member. */
export interface RecordPlace {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** One record that was written for an exchange or a resource. */
export interface Archived extends RecordPlace {
  readonly type: 'response' | 'revisit' | 'resource';
  /** Of the entity, `sha256:…`. For a 304: of the bytes that it confirms, where they are known. */
  readonly payloadDigest: string;
  /** WARC-Date. */
  readonly date: string;
}

/** What one `append` wrote. Its rows and `goodSize` belong in one transaction, after which `settle` is called. */
export interface Batch {
  readonly records: readonly Archived[];
  /** `warc_file.size` as it is once this batch is committed: all before it is indexed. */
  goodFiles(): { file: string; size: number }[];
  settle(): void;
}

export interface AppendOptions {
  /** For a 304 in last place: the record that it confirms. */
  readonly confirms?: Held & { readonly payloadDigest: string };
}

interface Draft {
  readonly members: readonly Buffer[];
  readonly type: Archived['type'];
  readonly payloadDigest: string;
  readonly date: string;
}

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
      for (const exchange of exchanges) drafts.push(await this.#exchange(exchange, options));
      return drafts;
    });
  }

  /** Writes a file as a `resource` record (a `revisit` where its bytes are held). */
  appendResource(resource: Resource): Promise<Batch> {
    return this.#write(async () => [await this.#resource(resource)]);
  }

  /** Waits for what is being written and closes the file. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    this.#file?.close();
    this.#file = null;
  }

  /** Records are drafted and appended one batch at a time, so that equal bytes in two batches are seen; only the sync is shared. */
  async #write(draft: () => Promise<Draft[]>): Promise<Batch> {
    const appended = this.#writing
      .catch(() => undefined)
      .then(async () => {
        const file = await this.#open();
        const batch = this.#appendDrafts(file, await draft());
        return { batch, synced: file.synced() };
      });
    this.#writing = appended;
    const { batch, synced } = await appended;
    await synced;
    return batch;
  }

  async #open(): Promise<WarcFile> {
    if (this.#file !== null && this.#file.size < (this.#options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES))
      return this.#file;
    this.#file?.closeWhenSynced();
    const file = WarcFile.create(this.#dataDir, warcFileName(this.#dataDir, WARC_FOLDER, new Date()));
    this.#file = file;
    this.#infoId = newRecordId();
    file.append([await warcinfo(this.#infoId, file.name, this.#options.software)]);
    return file;
  }

  #appendDrafts(file: WarcFile, drafts: readonly Draft[]): Batch {
    const start = file.append(drafts.flatMap((draft) => draft.members));
    let offset = start;
    const records = drafts.map((draft) => {
      const record: Archived = {
        file: file.name,
        offset,
        length: draft.members[0]?.length ?? 0,
        type: draft.type,
        payloadDigest: draft.payloadDigest,
        date: draft.date,
      };
      offset += draft.members.reduce((sum, member) => sum + member.length, 0);
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
      },
    };
  }

  async #exchange(exchange: Exchange, options: AppendOptions): Promise<Draft> {
    const date = new Date(exchange.startedAt).toISOString();
    const digest = digestOf(exchange.entity);
    const confirmed = exchange.status === 304 ? options.confirms : undefined;
    const held = confirmed === undefined ? this.#heldRecord(digest, exchange.entity.length) : null;
    const id = newRecordId();
    const common = {
      'WARC-Warcinfo-ID': this.#infoId,
      'WARC-Date': date,
      'WARC-Target-URI': targetUri(exchange.url),
      'WARC-IP-Address': exchange.ip ?? undefined,
    };
    const payloadDigest = confirmed?.payloadDigest ?? digest;
    const type: RecordType = confirmed === undefined && held === null ? 'response' : 'revisit';
    const response = await encodeRecord(
      type,
      {
        'WARC-Record-ID': id,
        ...common,
        ...revisitHeaders(held, confirmed),
        'WARC-Payload-Digest': payloadDigest,
        'WARC-Truncated': exchange.truncated ?? undefined,
        'Content-Type': 'application/http; msgtype=response',
      },
      type === 'revisit' ? [exchange.responseHead] : [exchange.responseHead, exchange.responseBlock],
    );
    const request = await encodeRecord(
      'request',
      {
        'WARC-Record-ID': newRecordId(),
        ...common,
        'WARC-Concurrent-To': id,
        'Content-Type': 'application/http; msgtype=request',
      },
      [exchange.requestHead, exchange.requestBody],
    );
    if (type === 'response') this.#remember(digest, { url: exchange.url, date });
    return { members: [response, request], type, payloadDigest, date };
  }

  async #resource(resource: Resource): Promise<Draft> {
    const date = new Date(resource.takenAt).toISOString();
    const payloadDigest = digestOf(resource.bytes);
    const held = this.#heldRecord(payloadDigest, resource.bytes.length);
    const type = held === null ? 'resource' : 'revisit';
    const member = await encodeRecord(
      type,
      {
        'WARC-Record-ID': newRecordId(),
        'WARC-Warcinfo-ID': this.#infoId,
        'WARC-Date': date,
        'WARC-Target-URI': targetUri(resource.url),
        ...revisitHeaders(held, undefined),
        'WARC-Payload-Digest': payloadDigest,
        'Content-Type': resource.contentType,
      },
      type === 'revisit' ? [] : [resource.bytes],
    );
    if (type === 'resource') this.#remember(payloadDigest, { url: resource.url, date });
    return { members: [member], type, payloadDigest, date };
  }

  /** Empty bodies are no duplicates of each other: there is nothing to save. */
  #heldRecord(digest: string, bytes: number): Held | null {
    if (bytes === 0) return null;
    return this.#recent.get(digest) ?? this.#options.held?.(digest) ?? null;
  }

  #remember(digest: string, held: Held): void {
    this.#recent.set(digest, held);
    if (this.#recent.size <= RECENT_DIGESTS) return;
    const oldest = this.#recent.keys().next();
    if (oldest.done !== true) this.#recent.delete(oldest.value);
  }
}

const PROFILE = 'http://netpreserve.org/warc/1.1/revisit';

function revisitHeaders(held: Held | null, confirmed: Held | undefined): Record<string, string> {
  const target = confirmed ?? held;
  if (target === null) return {};
  return {
    'WARC-Profile': `${PROFILE}/${confirmed === undefined ? 'identical-payload-digest' : 'server-not-modified'}`,
    'WARC-Refers-To-Target-URI': targetUri(target.url),
    'WARC-Refers-To-Date': target.date,
  };
}

function warcinfo(id: string, file: string, software = 'nianbao'): Promise<Buffer> {
  const fields = {
    software,
    format: 'WARC File Format 1.1',
    conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    description:
      'Annual reports on government information disclosure (政府信息公开工作年度报告) of Chinese public bodies',
  };
  const block = Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return encodeRecord(
    'warcinfo',
    {
      'WARC-Record-ID': id,
      'WARC-Date': new Date().toISOString(),
      'WARC-Filename': file.split('/').at(-1),
      'Content-Type': 'application/warc-fields',
    },
    [Buffer.from(block, 'utf8')],
  );
}
