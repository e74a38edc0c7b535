import { arcHeaders, isArcLine } from './arc.ts';
import { parseWarcHeaders } from './headers.ts';
import { ByteInput } from './input.ts';
import type { IntactStretch } from './segments.ts';

/** One record of somebody's WARC file. */
export interface ForeignRecord {
  readonly kind: 'record';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of its block. */
  readonly length: number;
  /** Null where it was not wanted. */
  readonly block: Buffer | null;
}

/** Bytes that are no whole record. */
export interface Damage {
  readonly kind: 'damage';
  readonly message: string;
}

export type WantedRecord = (headers: Readonly<Record<string, string>>, length: number) => boolean;

/**
 * Cuts a segment into records. Blocks that `wanted` refuses are passed over without being held. After something that is no record (a wrong
 * length, a torn tail) the next line that begins one is looked for.
 */
export async function* readRecords(
  segment: IntactStretch,
  wanted: WantedRecord,
): AsyncGenerator<ForeignRecord | Damage> {
  const input = new ByteInput(segment.chunks);
  // Each is given once the next one begins: only then was its checksum compared.
  let held: Cut | null = null;
  try {
    for await (const part of cut(input, wanted)) {
      if (held !== null) yield held.part;
      held = part;
    }
  } finally {
    await input.close();
  }
  const failure = segment.failure();
  if (held !== null && (failure === null || held.end <= failure.good)) yield held.part;
  if (failure !== null) yield damage(`it cannot be unpacked further (${failure.message})`);
}

interface Cut {
  readonly part: ForeignRecord | Damage;
  /** Where it ends in the segment. */
  readonly end: number;
}

async function* cut(input: ByteInput, wanted: WantedRecord): AsyncGenerator<Cut> {
  let stray = 0;
  for (let line = await input.line(); line !== null; line = await input.line()) {
    const text = line.toString('latin1').trimEnd();
    const arc = isArcLine(text) ? arcHeaders(text) : null;
    if (arc === null && !/^(?:\xef\xbb\xbf)?WARC\/\d/.test(text)) {
      stray += text === '' ? 0 : line.length;
      continue;
    }
    if (stray > 0) yield { part: damage(`${stray} bytes between two records are none`), end: input.at };
    stray = 0;
    const headers = arc ?? parseWarcHeaders(await input.head());
    yield { part: await readRecord(input, headers, wanted), end: input.at };
  }
  if (stray > 0) yield { part: damage(`${stray} bytes at the end are no record`), end: input.at };
}

async function readRecord(
  input: ByteInput,
  headers: Readonly<Record<string, string>>,
  wanted: WantedRecord,
): Promise<ForeignRecord | Damage> {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (!Number.isSafeInteger(length) || length < 0) return damage('a record without a length');
  const block = wanted(headers, length) ? await input.take(length) : await input.skip(length);
  if (block === 'short') return damage(`the record of ${headers['warc-target-uri'] ?? 'no address'} is cut off`);
  return { kind: 'record', headers, length, block };
}

const damage = (message: string): Damage => ({ kind: 'damage', message });
