import type { ByteView } from '../../../office/byte-view.ts';

/** Records of a workbook of Excel 5 to 2003 (MS-XLS) that tell how its cells look. */
export const RECORD = {
  formula: 0x06,
  end: 0x0a,
  font: 0x31,
  continued: 0x3c,
  boundSheet: 0x85,
  palette: 0x92,
  multipleNumbers: 0xbd,
  richString: 0xd6,
  format: 0xe0,
  sharedStrings: 0xfc,
  sharedString: 0xfd,
  conditions: 0x1b0,
  condition: 0x1b1,
  number: 0x203,
  label: 0x204,
  shortNumber: 0x27e,
  window: 0x23e,
  begin: 0x809,
} as const;

export interface BiffRecord {
  readonly type: number;
  /** Its bytes, then those of the records that continue it. */
  readonly segments: readonly ByteView[];
}

/** The records of a stream from one place on, each with what continues it, to the end of the part that begins there; charts inside it have their own. */
export function* recordsFrom(stream: ByteView, start: number): Generator<BiffRecord> {
  let at = start;
  let depth = 0;
  while (at >= 0 && at + 4 <= stream.length) {
    const type = stream.u16(at);
    const segments: ByteView[] = [];
    do {
      const length = stream.u16(at + 2);
      segments.push(stream.part(at + 4, length));
      at += 4 + length;
    } while (at + 4 <= stream.length && stream.u16(at) === RECORD.continued);
    yield { type, segments };
    if (type === RECORD.begin) depth++;
    if (type === RECORD.end && --depth <= 0) return;
  }
}
