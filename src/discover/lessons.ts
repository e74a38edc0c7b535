/** Of so many portals that keep their channel under one path, the next one is asked there first. */
const ENOUGH = 10;
/** More guesses would cost what they save. */
const MOST = 3;

/**
 * What portals have in common: under which path, or behind which service's address, they keep the channel of annual reports. Each further
 * portal is asked there first, so that the requests that a portal costs fall as more are known.
 */
export class PathLessons {
  readonly #counts = new Map<string, number>();

  /** A channel was found there. Paths that hold numbers of the portal's own teach nothing. */
  learn(channelUrl: string): void {
    const { pathname, search } = new URL(channelUrl);
    const path = `${pathname.replace(/(?:index|default)\.(?:s?html?|jsp|aspx?)$/i, '')}${search}`;
    if (path === '/' || /\d{3,}|[0-9a-f]{8}/i.test(path)) return;
    this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1);
  }

  /** Addresses to ask first on a portal, the most usual first. */
  guesses(homepage: string): string[] {
    return [...this.#counts]
      .filter(([, count]) => count >= ENOUGH)
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST)
      .map(([path]) => new URL(path, homepage).href);
  }
}
