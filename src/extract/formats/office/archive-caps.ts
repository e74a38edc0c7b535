import { UnreadableError } from '../../document.ts';
import type { Member } from '../reader.ts';

/** A whole county's reports in one archive are some hundred files. */
const MAX_MEMBERS = 2000;
/** Largest member: scanned reports reach some 50 MB. */
const MAX_MEMBER_BYTES = 200 * 1024 * 1024;
/** All members together; they are held in memory at once. */
const MAX_TOTAL_BYTES = 400 * 1024 * 1024;
/** An archive of this many bytes or less may unpack to anything below the caps; above it the ratio counts. */
const RATIO_FLOOR = 20 * 1024 * 1024;
/** Office files and text pack to a tenth, bombs to a thousandth. */
const MAX_RATIO = 200;

/** Counts what an archive gives out and stops bombs. */
export class ArchiveCaps {
  readonly #packed: number;
  readonly #members: Member[] = [];
  #total = 0;

  /** `packed` is the archive's own size in bytes. */
  constructor(packed: number) {
    this.#packed = packed;
  }

  /** The members. Throws `UnreadableError` 'empty' where there are none, and the first one's where none could be unpacked. */
  finish(): Member[] {
    const [first] = this.#members;
    if (!first) throw new UnreadableError('empty', 'The archive holds no files.');
    if (first.problem && this.#members.every(({ problem }) => problem)) throw first.problem;
    return this.#members;
  }

  /** Bytes that the next member may still have. */
  get room(): number {
    const byRatio = Math.max(RATIO_FLOOR, this.#packed * MAX_RATIO);
    return Math.max(0, Math.min(MAX_MEMBER_BYTES, Math.min(MAX_TOTAL_BYTES, byRatio) - this.#total));
  }

  /** Throws `UnreadableError` 'too_large' where a member of `size` bytes is one too many or too big. */
  admit(size: number): void {
    if (this.#members.length >= MAX_MEMBERS)
      throw new UnreadableError(
        'too_large',
        `The archive holds more than ${MAX_MEMBERS} files. Unpack it and import the folder.`,
      );
    if (size > this.room)
      throw new UnreadableError(
        'too_large',
        `The archive unpacks to too many bytes (${size} more). Unpack it and import the folder.`,
      );
  }

  add(member: Member): void {
    this.admit(member.bytes.length);
    this.#total += member.bytes.length;
    this.#members.push(member);
  }
}
