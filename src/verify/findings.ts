/** Something that is not as it should be, for a person. */
export interface Finding {
  readonly kind: 'database' | 'file' | 'record' | 'index';
  /** File, and byte where there is one. */
  readonly place: string;
  readonly what: string;
  /** What to do. */
  readonly todo: string;
  /** Payloads whose bytes stand there; what depends on them is found by these. */
  readonly payloads: readonly number[];
}

export const RESTORE =
  'restore the file from a backup; without one, the pages are fetched again when a crawl next meets them';
export const REBUILD = 'move the database away and run `nianbao rebuild`: the archive holds everything';
