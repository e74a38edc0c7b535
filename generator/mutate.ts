import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import CFB from 'cfb';
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

/**
 * The file with one to three damages; the same seed gives the same one. Containers are damaged inside as often as outside: what holds a
 * checksum, or stands in a compressed stream, gives every other damage away at once.
 */
export async function mutated(bytes: Uint8Array, seed: number): Promise<Buffer> {
  const random = randomFrom(seed);
  const inside = CONTAINERS.find(({ starts }) =>
    Buffer.from(bytes.subarray(0, 2048)).toString('latin1').match(starts),
  )?.damage;
  const inner = inside !== undefined && random.chance(0.6) ? await inside(bytes, random) : null;
  return inner ?? damaged(Buffer.from(bytes), random);
}

interface Container {
  readonly starts: RegExp;
  /** Null where it holds nothing that can be damaged. */
  readonly damage: (bytes: Uint8Array, random: Random) => Promise<Buffer | null> | Buffer | null;
}

const CONTAINERS: readonly Container[] = [
  { starts: /^PK/, damage: insideZip },
  { starts: /^%PDF/, damage: insidePdf },
  { starts: /^\xd0\xcf\x11\xe0/, damage: insideCompound },
  { starts: /^(?:From|MIME-Version):[\s\S]*multipart/i, damage: insideMail },
  { starts: /^\x1f\x8b/, damage: insideGzip },
];

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

/** One stream of a PDF, without its compression where it has one; the table of places is wrong then, and readers search. */
function insidePdf(bytes: Uint8Array, random: Random): Buffer | null {
  const file = Buffer.from(bytes);
  const starts = [...file.toString('latin1').matchAll(/[^d]stream\r?\n/g)].map(
    ({ 0: word, index }) => index + word.length,
  );
  if (starts.length === 0) return null;
  const start = random.pick(starts);
  const end = file.indexOf('endstream', start);
  if (end < 0) return null;
  const stream = file.subarray(start, end);
  const plain = inflated(stream);
  const broken = plain === null ? damaged(Buffer.from(stream), random) : deflateSync(damaged(plain, random));
  return Buffer.concat([file.subarray(0, start), broken, file.subarray(end)]);
}

function inflated(stream: Buffer): Buffer | null {
  try {
    return inflateSync(stream);
  } catch {
    return null;
  }
}

/** One stream of a compound file (.doc, .xls, .wps). */
function insideCompound(bytes: Uint8Array, random: Random): Buffer | null {
  const file = CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const streams = file.FileIndex.filter(({ type, content }) => type === 2 && content.length > 0);
  if (streams.length === 0) return null;
  const stream = random.chance(0.7)
    ? streams.reduce((a, b) => (b.content.length > a.content.length ? b : a))
    : random.pick(streams);
  stream.content = damaged(Buffer.from(stream.content), random);
  stream.size = stream.content.length;
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array);
}

/** One part of a page that was saved as a mail, behind its coding. */
function insideMail(bytes: Uint8Array, random: Random): Buffer | null {
  const text = Buffer.from(bytes).toString('latin1');
  const parts = [...text.matchAll(/content-transfer-encoding:\s*base64[\s\S]*?\r?\n\r?\n([A-Za-z0-9+/=\s]+)/gi)];
  if (parts.length === 0) return null;
  const { 0: whole, 1: body = '', index } = random.pick(parts);
  const at = index + whole.length - body.length;
  const broken = damaged(Buffer.from(body, 'base64'), random).toString('base64');
  return Buffer.from(`${text.slice(0, at)}${broken}\r\n${text.slice(at + body.length)}`, 'latin1');
}

/** What was compressed, each member's content by itself. */
function insideGzip(bytes: Uint8Array, random: Random): Buffer {
  return gzipSync(damaged(gunzipSync(bytes), random));
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
