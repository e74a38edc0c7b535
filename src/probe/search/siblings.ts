import { sameResource } from '../../crawlers/http/scope.ts';
import { isYearChannel } from '../../vocabulary/link-titles.ts';
import { isOrganName } from '../../vocabulary/organ-endings.ts';
import type { CandidatePage } from './candidates.ts';
import type { Link } from './link.ts';
import { EXPLICIT } from './score.ts';

/** A department's column, guessed by that of another; where the guess is wrong, the department's own page. */
export interface SiblingGuess {
  readonly link: Link;
  readonly otherwise: Link | null;
}

/** Columns like the one that was found first: those of other departments of the platform, and those of other years. */
export class SiblingColumns {
  /** What each page that was looked at links. */
  readonly #links = new Map<CandidatePage, readonly Link[]>();
  readonly #platforms = new Set<CandidatePage>();
  readonly #otherwise = new Map<string, Link>();

  note(page: CandidatePage, links: readonly Link[]): void {
    this.#links.set(page, links);
  }

  /** A channel was found: where those beside it may be, once a page. */
  beside(channel: CandidatePage): { readonly platform: CandidatePage; readonly links: readonly Link[] } | null {
    const { parent } = channel;
    if (parent !== null && isYearChannel(channel.title)) return this.#otherYears(channel, parent);
    const platform = departmentAbove(channel)?.parent ?? null;
    if (platform === null || this.#platforms.has(platform)) return null;
    const guesses = siblingColumns(channel, (page) => this.#links.get(page) ?? []);
    if (guesses.length === 0) return null;
    this.#platforms.add(platform);
    for (const { link, otherwise } of guesses)
      if (otherwise !== null) this.#otherwise.set(sameResource(link.url), otherwise);
    return { platform, links: guesses.map(({ link }) => link) };
  }

  /** A heading is no link, the years below it are: each is a channel. */
  #otherYears({ url }: CandidatePage, platform: CandidatePage): ReturnType<SiblingColumns['beside']> {
    if (this.#platforms.has(platform)) return null;
    this.#platforms.add(platform);
    const years = (this.#links.get(platform) ?? []).filter((link) => link.url !== url && isYearChannel(link.title));
    return { platform, links: years.map((link) => ({ ...link, score: SIBLING })) };
  }

  /** Where to look when a guess has proved wrong; null where the page was none. */
  otherwise({ url }: CandidatePage): Link | null {
    return this.#otherwise.get(sameResource(url)) ?? null;
  }
}

const SIBLING = EXPLICIT + 12;

/**
 * A channel that stands below one department's page is one of many: its siblings keep theirs in the same place. `linksOf`: what a page that
 * was looked at links.
 */
export function siblingColumns(
  channel: CandidatePage,
  linksOn: (page: CandidatePage) => readonly Link[],
): SiblingGuess[] {
  const department = departmentAbove(channel);
  const platform = department?.parent ?? null;
  if (department === null || platform === null) return [];
  const siblings = linksOn(platform).filter(({ url, title }) => url !== department.url && isDepartment(title));
  return siblings.map((sibling): SiblingGuess => {
    const page: Link = { ...sibling, score: SIBLING };
    const url = inPlaceOf(channel.url, department.url, sibling.url);
    if (url === null) return { link: page, otherwise: null };
    return { link: { url, title: `${sibling.title}${channel.title}`, from: 'link', score: SIBLING }, otherwise: page };
  });
}

/** The nearest page on the way that is called like a department. */
function departmentAbove({ parent }: CandidatePage): CandidatePage | null {
  for (let page = parent; page !== null; page = page.parent) if (isDepartment(page.title)) return page;
  return null;
}

const isDepartment = (title: string): boolean =>
  isOrganName(title) && !/(?:省|市|县|区|旗|州|盟)(?:人民)?政府$|本级$/.test(title);

/** The address that stands to `sibling` as `column` stands to `department`; null where they have nothing in common. */
function inPlaceOf(column: string, department: string, sibling: string): string | null {
  const folder = department.replace(/[^/]*$/, '');
  if (folder !== sibling.replace(/[^/]*$/, '') && column.startsWith(folder))
    return sibling.replace(/[^/]*$/, '') + column.slice(folder.length);
  const [own, other] = [parts(department), parts(sibling)];
  const differing = own.filter((part, index) => part !== other[index]);
  const at = own.indexOf(differing[0] ?? '');
  const [before = '', after = ''] = [own[at] ?? '', other[at] ?? ''];
  if (own.length !== other.length || differing.length !== 1 || before === '' || !column.includes(before)) return null;
  return column.split(before).join(after);
}

/** Words and numbers of an address. */
const parts = (url: string): string[] => url.split(/[/?&=.#_]/);
