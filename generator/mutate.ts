import { fromBufferPromise } from 'yauzl';
import { type Random, randomFrom } from '../src/sample/random.ts';
import { zipOf } from './office-zip.ts';

/** Numbers that break careless readers: ends of ranges, and zero. */
const EDGE_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff];

/** Ways in which a file is damaged. */
const DAMAGES: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => bytes.subarray(0, random.int(1, bytes.length)),
  (bytes, random) => overwritten(bytes, random, random.int(1, 40), (byte) => byte ^ (1 << random.int(0, 7))),
  (bytes, random) => overwritten(bytes, random, random.int(1, 40), () => random.pick(EDGE_BYTES)),
  (bytes, random) => overwritten(bytes, random, random.int(1, 12), () => random.int(0, 255)),
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    const copies = Array.from({ length: random.int(2, 30) }, () => bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, to), ...copies, bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    const at = random.int(0, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, to), bytes.subarray(at)]);
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    return Buffer.from(bytes).fill(random.pick(EDGE_BYTES), from, to);
  },
];

/** The file with one to three damages; the same seed gives the same one. ZIP packages are damaged inside as often as outside. */
export async function mutated(bytes: Uint8Array, seed: number): Promise<Buffer> {
  const random = randomFrom(seed);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip && random.chance(0.6)) return insideZip(bytes, random);
  return damaged(Buffer.from(bytes), random);
}

function damaged(bytes: Buffer, random: Random): Buffer {
  let result = bytes;
  for (let times = random.int(1, 3); times > 0 && result.length > 1; times--)
    result = random.pick(DAMAGES)(Buffer.from(result), random);
  return result;
}

/** Damages one member: its checksum outside would give every other damage away. */
async function insideZip(bytes: Uint8Array, random: Random): Promise<Buffer> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false });
  const entries: { name: string; content: Buffer }[] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    if (!entry.fileName.endsWith('/')) entries.push({ name: entry.fileName, content: Buffer.concat(chunks) });
  }
  // Large parts hold the text; the others are damaged now and then.
  const victim = random.chance(0.7)
    ? entries.reduce((a, b) => (b.content.length > a.content.length ? b : a))
    : random.pick(entries);
  victim.content = damaged(victim.content, random);
  return zipOf(entries);
}

function overwritten(bytes: Buffer, random: Random, times: number, change: (byte: number) => number): Buffer {
  // Headers are short, so that half of the damage goes there.
  const end = random.chance(0.5) ? Math.min(bytes.length, 2048) : bytes.length;
  for (let index = 0; index < times; index++) {
    const at = random.int(0, end - 1);
    bytes[at] = change(bytes[at] ?? 0) & 0xff;
  }
  return bytes;
}

function stretch(bytes: Buffer, random: Random): [number, number] {
  const from = random.int(0, bytes.length - 1);
  return [from, Math.min(bytes.length, from + random.int(1, 600))];
}
