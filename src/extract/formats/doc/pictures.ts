import { ByteView } from '../office/byte-view.ts';
import type { WordFile } from './file.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
/** Record types of pictures in Office drawings: JPEG, PNG, and JPEG in print colours. */
const PICTURE_RECORDS: ReadonlySet<number> = new Set([0xf01d, 0xf01e, 0xf02a]);
/** The record's header, one or two checksums and a tag stand before the picture. */
const HEADERS = [25, 41] as const;

/** The JPEG and PNG pictures of a document in the order of the file. */
export function wordPictures(file: WordFile): Uint8Array[] {
  return [file.data, file.main].flatMap((stream) => picturesIn(stream.bytes));
}

function picturesIn(stream: Buffer): Uint8Array[] {
  const view = new ByteView(stream);
  const found: Uint8Array[] = [];
  let at = nextSignature(stream, 0);
  while (at >= 0) {
    const size = pictureSize(view, at);
    if (size > 0) found.push(stream.subarray(at, at + size));
    at = nextSignature(stream, at + Math.max(4, size));
  }
  return found;
}

function nextSignature(stream: Buffer, from: number): number {
  const [jpeg, png] = [stream.indexOf(JPEG, from), stream.indexOf(PNG, from)];
  return jpeg < 0 || png < 0 ? Math.max(jpeg, png) : Math.min(jpeg, png);
}

/** Bytes of the picture whose signature is at `at`; 0 where no record announces one. */
function pictureSize(view: ByteView, at: number): number {
  const header = HEADERS.find((length) => at >= length && PICTURE_RECORDS.has(view.u16(at - length + 2)));
  return header === undefined ? 0 : Math.max(0, view.u32(at - header + 4) - (header - 8));
}
