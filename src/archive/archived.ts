/** Folder of the archive's files inside the data folder. */
export const WARC_FOLDER = 'warc';

/** An earlier record that holds the same bytes: what a `revisit` refers to. */
export interface EarlierRecord {
  readonly url: string;
  /** WARC-Date of the record, ISO 8601. */
  readonly date: string;
  /** The request that it answers: a row's id; null for none, absent where it is not known yet. */
  readonly requestId?: number | null;
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
  /** WARC-Record-ID. */
  readonly id: string;
}

/** What one `append` wrote. Its rows and `goodSize` belong in one transaction, after which `settle` is called. */
export interface Batch {
  readonly records: readonly Archived[];
  /**
   * `warc_file.size` as it is once this batch is committed: all before it is indexed. Batches that are asked within the same transaction (by
   * its number) are committed together.
   */
  goodFiles(transaction: number): { file: string; size: number }[];
  settle(): void;
}
