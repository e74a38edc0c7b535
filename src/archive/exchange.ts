/** One HTTP request and its response, as it went over the wire. Each redirect hop is an exchange of its own. */
export interface Exchange {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'HEAD';
  /** Start of the request, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** The peer's address; null where it is not known (a browser). */
  readonly ip: string | null;
  /** Request line and headers, exact, with the final CRLF CRLF; empty where the response is somebody else's capture. */
  readonly requestHead: Buffer;
  readonly requestBody: Buffer;
  readonly status: number;
  /** Status line and headers as received, with the blank line. */
  readonly responseHead: Buffer;
  /** Body as received: still content-encoded, and still chunked where it came so. */
  readonly responseBlock: Buffer;
  /** The entity: `responseBlock` without the transfer coding, still content-encoded. What the WARC payload digest covers. */
  readonly entity: Buffer;
  /** The document: the entity without its content coding; what readers get and what `payload.sha256` covers. */
  readonly payload: Buffer;
  /** What is wrong with the entity's content coding, though it could be unpacked; absent: nothing. */
  readonly codingFault?: string;
  /** Response headers, names in lower case, values as latin-1, in order of arrival. */
  readonly headers: readonly (readonly [string, string])[];
  /** Why the body ends before its end: `length` (size cap), `time`, `disconnect`; null where it is whole. WARC-Truncated. */
  readonly truncated: 'length' | 'time' | 'disconnect' | null;
}

/** A header's first value, or null. `name` in lower case. */
export function header(exchange: Pick<Exchange, 'headers'>, name: string): string | null {
  return exchange.headers.find(([key]) => key === name)?.[1] ?? null;
}
