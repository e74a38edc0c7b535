import { constants } from 'node:crypto';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { type Exchange, header } from '../../archive/exchange.ts';
import { decodeEntity, entityOf, type HeaderList } from '../../archive/http.ts';
import { type Clock, systemClock } from '../../vocabulary/clock.ts';
import { AddressPolicy } from './address.ts';
import { explainNetworkError, FetchError } from './errors.ts';
import { type FetchRequest, requestHead, requestHeaders } from './fetch-request.ts';
import { SocketTee, splitHead } from './tee.ts';
import { isWhole, type RawResponse, rawExchange, tolerantHead } from './tolerant.ts';

export interface FetchLimits {
  /** Greatest size of a response on the wire, bytes. Reports with scanned pages reach 60 MB. */
  readonly maxBytes: number;
  /** Until the connection (with TLS) stands, milliseconds. */
  readonly connectMs: number;
  /** Longest silence, milliseconds: county portals think for 20 s about a list. */
  readonly idleMs: number;
  /** For the whole exchange, milliseconds. */
  readonly totalMs: number;
}
const DEFAULT_LIMITS: FetchLimits = {
  maxBytes: 100 * 1024 * 1024,
  connectMs: 20_000,
  idleMs: 45_000,
  totalMs: 300_000,
};

/** Real heads stay under 8 kB; node's own limit of 16 kB has been met by pages that set dozens of cookies. */
const MAX_HEAD_BYTES = 65_536;

export interface FetcherOptions {
  readonly userAgent: string;
  readonly addresses?: AddressPolicy;
  readonly limits?: Partial<FetchLimits>;
  readonly signal?: AbortSignal;
  /** Called when a connection stands and nothing was sent over it yet. @throws where nothing may be sent any more. */
  readonly beforeSend?: (() => void) | undefined;
  /** Dates the exchanges; default: the system's. */
  readonly clock?: Clock;
}

type Truncation = NonNullable<Exchange['truncated']>;

/** What the wire gave, before it is taken apart. */
interface Received {
  readonly wire: Buffer;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: HeaderList;
  /** Interim answers (1xx) in front of it. */
  readonly interim: number;
  readonly ip: string | null;
  readonly truncated: Truncation | null;
}

/**
 * One HTTP exchange at a time over kept-alive connections: no redirects, no decoding on the way, nothing lost. A body that breaks off
 * is an exchange too (`truncated`); only an exchange without a response head throws a `FetchError`.
 */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #limits: FetchLimits;
  readonly #addresses: AddressPolicy;
  readonly #malformed = new Set<string>();
  readonly #agents = {
    plain: new http.Agent({ keepAlive: true }),
    tls: new https.Agent({ keepAlive: true }),
    legacy: legacyAgent(),
  };

  constructor(options: FetcherOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#addresses = options.addresses ?? new AddressPolicy();
  }

  async fetch(request: FetchRequest): Promise<Exchange> {
    const url = new URL(request.url);
    try {
      this.#addresses.checkLiteral(url);
      return await this.#once(request, url);
    } catch (error) {
      if (error instanceof StaleConnection) return this.fetch(request);
      throw explainNetworkError(error as NodeJS.ErrnoException, url);
    }
  }

  /** Closes the idle connections. */
  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  async #once(request: FetchRequest, url: URL): Promise<Exchange> {
    const startedAt = (this.#options.clock ?? systemClock)();
    const started = performance.now();
    const method = request.method ?? 'GET';
    const headers = requestHeaders(request, url, this.#options.userAgent);
    const received = await this.#receive(request, url, method, headers);
    const parts = parseResponse(received);
    return {
      url: url.href,
      method,
      startedAt,
      durationMs: Math.round(performance.now() - started),
      ip: received.ip,
      requestHead: requestHead(method, url, headers),
      requestBody: request.body ?? Buffer.alloc(0),
      status: received.status,
      ...parts,
      ...decoded(parts),
      truncated: received.truncated,
    };
  }

  /** Hosts whose answers node's parser refuses are spoken to without it from then on. */
  async #receive(request: FetchRequest, url: URL, method: string, headers: [string, string][]): Promise<Received> {
    if (this.#malformed.has(url.host)) return this.#receiveRaw(request, url, method, headers);
    try {
      const open = this.#open(request, url, method, headers);
      return await receive(open, request.body, this.#limits, this.#options);
    } catch (error) {
      if (!(error instanceof MalformedResponse)) throw error;
      this.#malformed.add(url.host);
      const { wire, ip } = error;
      if (isWhole(wire)) return tolerantly({ wire, ip, truncated: null });
      return this.#receiveRaw(request, url, method, headers);
    }
  }

  async #receiveRaw(request: FetchRequest, url: URL, method: string, headers: [string, string][]): Promise<Received> {
    const closing = headers.map(([name, value]): [string, string] => [name, name === 'Connection' ? 'close' : value]);
    const { maxBytes, idleMs, totalMs } = this.#limits;
    const response = await rawExchange({
      url,
      bytes: Buffer.concat([requestHead(method, url, closing), request.body ?? Buffer.alloc(0)]),
      lookup: this.#addresses.lookup as LookupFunction,
      tls: request.legacyTls ? LEGACY_TLS : {},
      maxBytes: maxBytes + MAX_HEAD_BYTES,
      idleMs,
      totalMs,
      signal: this.#options.signal,
    });
    return tolerantly(response);
  }

  #open(request: FetchRequest, url: URL, method: string, headers: readonly [string, string][]): ClientRequest {
    const secure = url.protocol === 'https:';
    const options: https.RequestOptions = {
      method,
      headers: headers.flat() as unknown as http.OutgoingHttpHeaders,
      lookup: this.#addresses.lookup as never,
      agent: secure ? (request.legacyTls ? this.#agents.legacy : this.#agents.tls) : this.#agents.plain,
      insecureHTTPParser: true,
      maxHeaderSize: MAX_HEAD_BYTES,
    };
    return (secure ? https : http).request(url, options);
  }
}

/** Old servers: TLS 1.0, weak ciphers and keys, unpatched renegotiation, certificates that nobody renewed. */
const LEGACY_TLS: ConnectionOptions = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT | constants.SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION,
};

const legacyAgent = (): https.Agent => new https.Agent({ keepAlive: true, ...LEGACY_TLS });

/** An answer that node's parser refuses (a header line that is none, two lengths), and what of it had come. */
class MalformedResponse extends Error {
  readonly wire: Buffer;
  readonly ip: string | null;

  constructor(wire: Buffer, ip: string | null, cause: Error) {
    super(cause.message, { cause });
    this.wire = wire;
    this.ip = ip;
  }
}

/** What came, by our own reading of its head. @throws FetchError where it is no HTTP. */
function tolerantly({ wire, ip, truncated }: RawResponse): Received {
  const head = tolerantHead(wire);
  if (head === null) throw new FetchError('unreachable', 'the answer is not HTTP', true);
  return { wire, ip, truncated, status: head.status, headers: head.headers, interim: head.interim };
}

/** A kept-alive connection that the server had closed before our request reached it: nobody's failure, asked again at once. */
class StaleConnection extends Error {}

function receive(
  request: ClientRequest,
  body: Buffer | undefined,
  limits: FetchLimits,
  { signal, beforeSend }: Pick<FetcherOptions, 'signal' | 'beforeSend'>,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    let message: IncomingMessage | null = null;
    let interim = 0;
    let truncated: Truncation | null = null;
    let ip: string | null = null;
    let settled = false;

    const tee = new SocketTee(limits.maxBytes + MAX_HEAD_BYTES, (total) => {
      silence.refresh();
      if (total > limits.maxBytes + MAX_HEAD_BYTES) stop('length', 'the response is too large');
    });
    const silence = setTimeout(() => stop('time', `no answer for ${limits.idleMs / 1000} s`), limits.idleMs);
    const connecting = setTimeout(
      () => stop('time', `no connection within ${limits.connectMs / 1000} s`),
      limits.connectMs,
    );
    const deadline = setTimeout(() => stop('time', `not finished within ${limits.totalMs / 1000} s`), limits.totalMs);
    const interrupted = () => settle(new FetchError('unreachable', 'interrupted', true));

    const stop = (why: Truncation, text: string) => {
      truncated ??= why;
      if (message === null) settle(new FetchError(why === 'time' ? 'timeout' : 'too_large', text, true));
      else settle(null);
    };
    const settle = (error: Error | null) => {
      if (settled) return;
      settled = true;
      for (const timer of [silence, connecting, deadline]) clearTimeout(timer);
      signal?.removeEventListener('abort', interrupted);
      tee.detach();
      if (error === null && message !== null) {
        const status = message.statusCode ?? 0;
        resolve({ wire: tee.bytes(), status, headers: headersOf(message), interim, ip, truncated });
      }
      if (error !== null || message === null) reject(error ?? new Error('no response'));
      if (error !== null || truncated !== null) request.destroy();
    };

    request.on('socket', (socket: Socket) => {
      const ready = () => {
        ip = socket.remoteAddress?.replace(/^::ffff:/, '') ?? null;
        clearTimeout(connecting);
        try {
          beforeSend?.();
        } catch (error) {
          // Node writes what waits for the connection only after this listener, and not to a socket that is gone.
          socket.destroy();
          settle(error instanceof Error ? error : new Error(String(error)));
        }
      };
      tee.attach(socket);
      if (socket.connecting) socket.once('connect', ready);
      else ready();
    });
    request.on('information', () => {
      interim++;
    });
    request.on('response', (response) => {
      message = response;
      response.resume();
      response.on('end', () => settle(null));
      response.on('error', () => broken());
      response.on('close', () => broken());
    });
    const broken = () => {
      truncated ??= 'disconnect';
      settle(null);
    };
    request.on('error', (error) => {
      if (message !== null) return broken();
      if ('code' in error && String(error.code).startsWith('HPE_') && tee.total > 0)
        return settle(new MalformedResponse(tee.bytes(), ip, error));
      const stale = request.reusedSocket && tee.total === 0 && truncated === null;
      settle(stale ? new StaleConnection() : error);
    });
    if (signal?.aborted) return interrupted();
    signal?.addEventListener('abort', interrupted);
    request.end(body);
  });
}

function headersOf({ rawHeaders }: IncomingMessage): HeaderList {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.push([(rawHeaders[at] ?? '').toLowerCase(), rawHeaders[at + 1] ?? '']);
  }
  return headers;
}

/** The parts of an exchange that come off the wire, by the same rules by which the archive reads them back. */
function parseResponse({
  wire,
  headers,
  interim,
}: Received): Pick<Exchange, 'responseHead' | 'responseBlock' | 'entity' | 'headers'> {
  const { head, rest } = splitHead(wire, interim) ?? { head: wire, rest: Buffer.alloc(0) };
  const chunked = /chunked/i.test(header({ headers }, 'transfer-encoding') ?? '');
  // What follows the announced length is no part of the message.
  const length = chunked ? Number.NaN : Number(header({ headers }, 'content-length') ?? Number.NaN);
  const block = rest.length > length ? rest.subarray(0, length) : rest;
  return { headers, responseHead: head, responseBlock: block, entity: entityOf(block, headers) };
}

/** The document; empty where its content coding hides a bomb: what came is in the archive, nobody unpacks it. */
function decoded({ entity, headers }: Pick<Exchange, 'entity' | 'headers'>): Pick<Exchange, 'payload' | 'codingFault'> {
  try {
    const { bytes, fault } = decodeEntity(entity, headers);
    return { payload: bytes, ...(fault !== null && { codingFault: fault }) };
  } catch (error) {
    if (error instanceof RangeError) return { payload: Buffer.alloc(0) };
    throw error;
  }
}
