/** Headers of every answer. No script, style, picture or frame from anywhere but here; nobody is told where a reader comes from. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Characters of an address; a selection with every field filled has some 600. */
export const LONGEST_ADDRESS = 4000;

/** Requests at once, and a second afterwards, of one reader. */
const BURST = 120;
const A_SECOND = 20;
const MOST_READERS = 10_000;

/** How fast one reader may ask: a bucket of tokens that fills again. */
export class RateLimit {
  readonly #readers = new Map<string, { tokens: number; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Whether this reader may ask once more. */
  allows(reader: string): boolean {
    const now = this.#now();
    const known = this.#readers.get(reader) ?? { tokens: BURST, at: now };
    const tokens = Math.min(BURST, known.tokens + ((now - known.at) / 1000) * A_SECOND);
    if (this.#readers.size >= MOST_READERS) this.#readers.clear();
    this.#readers.set(reader, { tokens: Math.max(0, tokens - 1), at: now });
    return tokens >= 1;
  }
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether pages that only this machine may see are asked for by its own name: another name is a page of a stranger that was led here. */
export const isOwnName = (host: string | undefined): boolean => host !== undefined && LOOPBACK.test(host);

export const isLoopback = (address: string): boolean => LOOPBACK.test(address) || address === '::1';
