import type { Page } from '../../crawlers/platforms/dialect.ts';
import { resolveLink } from '../../crawlers/platforms/page/links.ts';
import { inlineScripts } from '../../crawlers/platforms/paging/script-pager.ts';
import type { CandidatePage } from './candidates.ts';
import type { Link } from './link.ts';
import { PROMISING, scoreLink } from './score.ts';

/** A home page has dozens of links. */
const MOST_LINKS = 6;
/** Whether a start page, or one behind a door, only leads in: hardly a link, and none that says where the disclosure is. */
export function isDoor({ way }: CandidatePage, behindDoor: boolean, links: readonly Link[]): boolean {
  if (way.length > 0 && !behindDoor) return false;
  const shown = links.filter(({ from }) => from === 'link');
  return shown.length <= MOST_LINKS && shown.every(({ title, url }) => scoreLink(title, url) < 2 * PROMISING);
}

const GOES_ON = /location(?:\.href)?\s*=\s*["']([^"'\n]+)["']|location\.(?:replace|assign)\s*\(\s*["']([^"'\n]+)["']/g;

/** Where a door's scripts go on to, sooner or later. */
export function doorLinks(page: Page): Link[] {
  return [...inlineScripts(page).matchAll(GOES_ON)].flatMap(([, set, called]): Link[] => {
    const url = resolveLink(page, set ?? called);
    return url === null ? [] : [{ url, title: '', from: 'link' }];
  });
}
