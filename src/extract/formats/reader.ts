import type { DecodedText } from '../charset.ts';
import type { Document, Format, UnreadableError } from '../document.ts';

/** What a reader may be told beside the bytes; hints only, content decides. */
export interface ReadHints {
  /** File name as given by path, URL or Content-Disposition. */
  readonly name?: string;
  /** Charset that an HTTP header or a caller names. */
  readonly charset?: string;
  /** What somebody has decoded already with the same `charset`; null for other bytes. */
  readonly decoded?: (bytes: Uint8Array) => DecodedText | null;
}

/** A format's reader: bytes in, Document out; pure (no network, no execution of content). Throws `UnreadableError`. */
export interface FormatReader {
  readonly formats: readonly Format[];
  read(bytes: Uint8Array, format: Format, hints: ReadHints): Promise<Document>;
}

/** One file inside an archive. */
export interface Member {
  readonly name: string;
  /** Unpacked; as they stand in the archive where there is a problem. */
  readonly bytes: Uint8Array;
  /** Why this one file could not be unpacked, where the others could. */
  readonly problem?: UnreadableError;
}

/** An archive's reader: members in order, capped in number, size and depth. Throws `UnreadableError`. */
export interface ArchiveReader {
  readonly formats: readonly Format[];
  members(bytes: Uint8Array): Promise<Member[]>;
}
