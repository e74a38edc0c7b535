import net from 'node:net';
import tls from 'node:tls';
import { header } from '../../archive/exchange.ts';
import { type HeaderList, parseHead } from '../../archive/http.ts';
import { FetchError } from './errors.ts';
import { splitHead } from './tee.ts';

/** A response's wire, read by the rules of browsers: header lines that are none are passed over, and never end the message. */
export interface TolerantHead {
  readonly status: number;
  readonly headers: HeaderList;
  /** Bytes of the wire up to the body, interim answers included. */
  readonly bodyStart: number;
  /** Interim answers (1xx) in front of it. */
  readonly interim: number;
}

/** Null as long as the head is not whole, or where the wire does not speak HTTP. */
export function tolerantHead(wire: Buffer): TolerantHead | null {
  for (let interim = 0; interim < 10; interim++) {
    const parts = splitHead(wire, interim);
    if (parts === null) return null;
    const { status, headers } = parseHead(parts.head);
    if (status === null) return null;
    if (status < 200 && status !== 101) continue;
    return { status, headers: withoutRubbish(headers), bodyStart: wire.length - parts.rest.length, interim };
  }
  return null;
}

/** Lengths that are no numbers say nothing; doubled equal ones say it once; lengths that contradict each other say nothing either. */
function withoutRubbish(headers: HeaderList): HeaderList {
  const lengths = new Set(headers.filter(([name]) => name === 'content-length').map(([, value]) => value));
  const [length = ''] = lengths;
  const plain = headers.filter(([name]) => name !== 'content-length');
  return lengths.size === 1 && /^\d+$/.test(length) ? [...plain, ['content-length', length]] : plain;
}

/** Whether a message of `total` bytes is all there, by its head and its last bytes; one that does not say its length ends with the connection. */
function ends(head: TolerantHead, total: number, tail: Buffer): boolean {
  const { status, bodyStart } = head;
  if (status === 204 || status === 304) return true;
  if (/chunked/i.test(header(head, 'transfer-encoding') ?? '')) return tail.toString('latin1').endsWith('0\r\n\r\n');
  const length = header(head, 'content-length');
  return length !== null && total >= bodyStart + Number(length);
}

const saysItsEnd = (head: TolerantHead): boolean =>
  header(head, 'content-length') !== null || header(head, 'transfer-encoding') !== null;

export function isWhole(wire: Buffer): boolean {
  const head = tolerantHead(wire);
  return head !== null && ends(head, wire.length, wire.subarray(-5));
}

export interface RawRequest {
  readonly url: URL;
  /** Request line, headers and body, exact. */
  readonly bytes: Buffer;
  readonly lookup: net.LookupFunction;
  readonly tls: tls.ConnectionOptions;
  readonly maxBytes: number;
  readonly idleMs: number;
  readonly totalMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RawResponse {
  readonly wire: Buffer;
  readonly ip: string | null;
  readonly truncated: 'length' | 'time' | 'disconnect' | null;
}

/** One request over a connection of its own, whatever the answer looks like: for servers whose answers node's parser refuses. */
export function rawExchange(request: RawRequest): Promise<RawResponse> {
  const { url, lookup, signal } = request;
  const secure = url.protocol === 'https:';
  const where = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (secure ? 443 : 80)), lookup };
  return new Promise((resolve, reject) => {
    const socket = secure
      ? tls.connect({ ...request.tls, ...where, servername: serverName(where.host) })
      : net.connect(where);
    const chunks: Buffer[] = [];
    let total = 0;
    let ip: string | null = null;
    let head: TolerantHead | null = null;
    const end = (truncated: RawResponse['truncated']) => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', interrupted);
      socket.destroy();
      if (head === null) reject(new FetchError('unreachable', `${url.host} does not answer in HTTP`, true));
      else resolve({ wire: Buffer.concat(chunks), ip, truncated });
    };
    const interrupted = () => {
      clearTimeout(deadline);
      socket.destroy();
      reject(new FetchError('unreachable', 'interrupted', true));
    };
    const deadline = setTimeout(() => end('time'), request.totalMs);
    signal?.addEventListener('abort', interrupted, { once: true });
    socket.setTimeout(request.idleMs, () => end('time'));
    socket.on(secure ? 'secureConnect' : 'connect', () => {
      ip = socket.remoteAddress?.replace(/^::ffff:/, '') ?? null;
      socket.write(request.bytes);
    });
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      total += chunk.length;
      head ??= tolerantHead(Buffer.concat(chunks));
      if (total > request.maxBytes) end('length');
      else if (head !== null && ends(head, total, Buffer.concat([chunks.at(-2) ?? EMPTY, chunk]).subarray(-5)))
        end(null);
    });
    socket.on('end', () => end(head !== null && saysItsEnd(head) ? 'disconnect' : null));
    socket.on('error', (error) => {
      if (total > 0) return end('disconnect');
      clearTimeout(deadline);
      reject(error);
    });
  });
}

const EMPTY = Buffer.alloc(0);

const serverName = (host: string): string => (net.isIP(host) === 0 ? host : '');
