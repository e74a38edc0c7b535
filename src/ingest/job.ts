import type { UnreadableCode } from '../extract/document.ts';
import type { ReadHints } from '../extract/formats/reader.ts';
import type { DocumentReading } from '../store/documents.ts';

/** Where a worker gets the bytes: it fetches them itself, so that no bomb is unpacked in the main process. */
export type JobSource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly path: string }
  /** A record of the archive; `sha256` is the hex digest that its payload must have. */
  | {
      readonly kind: 'record';
      readonly path: string;
      readonly offset: number;
      readonly length: number;
      readonly sha256: string;
    };

export interface Job {
  readonly source: JobSource;
  readonly hints: ReadHints;
}

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly code: UnreadableCode;
  /** What is wrong and what to do, for a person. */
  readonly message: string;
}

export interface DocumentResult extends DocumentReading {
  readonly kind: 'document';
}

/** One file inside an archive; files in archives inside it are named `inner.zip!/name`. */
export interface MemberResult {
  readonly name: string;
  /** Hex digest of the member's bytes. */
  readonly sha256: string;
  readonly size: number;
  readonly result: DocumentResult | Unreadable;
}

export interface ArchiveResult {
  readonly kind: 'archive';
  readonly format: 'zip' | 'rar' | 'pdf' | 'ofd';
  readonly members: readonly MemberResult[];
}

/** The archive does not give the bytes that it held. */
export interface Lost {
  readonly kind: 'lost';
  readonly message: string;
}

/** What was read; it crosses a process border, so it is plain data. */
export type JobResult = DocumentResult | ArchiveResult | Unreadable;

/** A worker tells its process id when it begins a job: what breaks after that is the file's doing, what breaks before is not. */
export interface JobStarted {
  readonly pid: number;
}

/** What comes back with the result: the worker looks at its own memory, as a look from outside would keep it waiting. */
export interface WorkerAnswer<R> {
  readonly result: R;
  /** Resident memory of the worker's process behind the job, in bytes. */
  readonly residentBytes: number;
}
