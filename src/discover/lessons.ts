/** Of so many portals that keep their channel in one place, the next one like them is asked there first, … */
const ENOUGH = 10;
/** … as long as they are such a part of all like them. */
const LEAST_SHARE = 0.2;
/** More guesses would cost what they save. */
const MOST_GUESSES = 2;

/** What is known of a portal before it is looked through. */
export interface Likeness {
  /** What it has in common with others: its family, its province. */
  readonly groups: readonly string[];
  /** Addresses that its home page or other sources name. */
  readonly addresses: readonly string[];
}

/** Where the portals of one group keep their channels. */
interface LessonGroup {
  portals: number;
  readonly places: Map<string, number>;
}

/** A number of the portal's own in an address: of an organ, a site, a column. */
const OWN_NUMBER = /\d{3,}/;
const HOLE = '{n}';

/**
 * What portals have in common: under which path, or behind which service, those of a family or a province keep the channel of annual
 * reports. Each further one is asked there first, so that the requests that a portal costs fall as more are known. A number in the path
 * is learnt as a hole (`/public/column/{n}?type=3`) where the portal's other addresses hold the same number in the same place.
 */
export class PathLessons {
  readonly #groups = new Map<string, LessonGroup>();

  /** A channel was found there. */
  learn(channelUrl: string, { groups, addresses }: Likeness): void {
    const place = placeOf(channelUrl, addresses);
    for (const name of groups) {
      const group = this.#groups.get(name) ?? { portals: 0, places: new Map<string, number>() };
      this.#groups.set(name, group);
      group.portals++;
      if (place !== null) group.places.set(place, (group.places.get(place) ?? 0) + 1);
    }
  }

  /** Addresses to ask first on a portal, the most usual first. */
  guesses(homepage: string, { groups, addresses }: Likeness): string[] {
    const shares = new Map<string, number>();
    for (const group of groups.flatMap((name) => this.#groups.get(name) ?? [])) {
      for (const [place, count] of group.places) {
        const share = count / group.portals;
        if (count >= ENOUGH && share >= LEAST_SHARE) shares.set(place, Math.max(share, shares.get(place) ?? 0));
      }
    }
    const usual = [...shares].sort(([, a], [, b]) => b - a).map(([place]) => filled(place, homepage, addresses));
    return usual.filter((url) => url !== null).slice(0, MOST_GUESSES);
  }
}

/** The path of a channel, its own number as a hole; null where it teaches nothing. */
function placeOf(channelUrl: string, addresses: readonly string[]): string | null {
  const path = pathOf(channelUrl);
  if (path === '/' || /[0-9a-f]{8}-?[0-9a-f]{4}/i.test(path)) return null;
  const number = OWN_NUMBER.exec(path);
  if (number === null) return path;
  const before = path.slice(0, number.index);
  const behind = path.slice(number.index + number[0].length);
  const isOfPortal = addresses.some((url) => pathOf(url) !== path && numberBehind(before, url) === number[0]);
  return isOfPortal && !OWN_NUMBER.test(behind) ? `${before}${HOLE}${behind}` : null;
}

function filled(place: string, homepage: string, addresses: readonly string[]): string | null {
  const [before = '', behind] = place.split(HOLE);
  if (behind === undefined) return new URL(place, homepage).href;
  const numbers = addresses.map((url) => numberBehind(before, url)).filter((number) => number !== null);
  const usual = [...new Set(numbers)].sort((a, b) => count(numbers, b) - count(numbers, a))[0];
  return usual === undefined ? null : new URL(`${before}${usual}${behind}`, homepage).href;
}

const count = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;

function numberBehind(before: string, url: string): string | null {
  const path = URL.canParse(url) ? pathOf(url) : '';
  return path.startsWith(before) ? (/^\d{3,}/.exec(path.slice(before.length))?.[0] ?? null) : null;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname.replace(/(?:index|default)\.(?:s?html?|jsp|aspx?)$/i, '')}${search}`;
}
