import { crc32 } from 'node:zlib';

/** Attributes of a plain file. */
const FILE = 0x20;
/** The block has data behind it; each header of a file does. */
const HAS_DATA = 0x8000;
const ENCRYPTED = 0x04;
const UNICODE = 0x200;

export interface RarEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** Size that the header promises; the real one by default. */
  readonly promised?: number;
  readonly encrypted?: boolean;
}

/** A RAR 4 archive of stored (uncompressed) members: no program that writes RAR is free. */
export function rarOf(entries: readonly RarEntry[]): Buffer {
  const marker = Buffer.from('Rar!\x1a\x07\0', 'latin1');
  return Buffer.concat([
    marker,
    block(0x73, 0, Buffer.alloc(6)),
    ...entries.map(fileBlock),
    block(0x7b, 0x4000, Buffer.alloc(0)),
  ]);
}

function fileBlock({ name, content, promised = content.length, encrypted = false }: RarEntry): Buffer {
  // A name in UTF-8 without the packed UTF-16 form that may follow it.
  const title = Buffer.from(name, 'utf8');
  const head = Buffer.alloc(25);
  head.writeUInt32LE(content.length, 0);
  head.writeUInt32LE(promised, 4);
  head.writeUInt8(2, 8);
  head.writeUInt32LE(crc32(content), 9);
  head.writeUInt8(29, 17);
  head.writeUInt8(0x30, 18);
  head.writeUInt16LE(title.length, 19);
  head.writeUInt32LE(FILE, 21);
  const flags = HAS_DATA | UNICODE | (encrypted ? ENCRYPTED : 0);
  return Buffer.concat([block(0x74, flags, Buffer.concat([head, title])), content]);
}

function block(type: number, flags: number, body: Buffer): Buffer {
  const head = Buffer.alloc(7);
  head.writeUInt8(type, 2);
  head.writeUInt16LE(flags, 3);
  head.writeUInt16LE(7 + body.length, 5);
  const whole = Buffer.concat([head, body]);
  whole.writeUInt16LE(crc32(whole.subarray(2)) & 0xffff, 0);
  return whole;
}
