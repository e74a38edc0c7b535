import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ListRequest, Page } from '../../../src/crawlers/platforms/dialect.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

/** One saved page of a platform: its markup, text of our own. */
export interface FixturePage {
  readonly platform: string;
  readonly file: string;
  readonly kind: 'list' | 'detail';
  readonly url: string;
  /** For lists: the channel's address and the request that the page answers. */
  readonly channel?: string;
  readonly request?: Omit<ListRequest, 'url'>;
}

export const FOLDER = fileURLToPath(new URL('../../fixtures/platforms/', import.meta.url));

/** The pages of a platform, as its pages.json lists them. */
export function fixturePages(platform: string): FixturePage[] {
  const index = `${FOLDER}${platform}/pages.json`;
  if (!existsSync(index)) throw new Error(`the platform ${platform} has no fixture pages: ${index} is missing`);
  const pages = JSON.parse(readFileSync(index, 'utf8')) as Omit<FixturePage, 'platform'>[];
  return pages.map((page) => ({ ...page, platform }));
}

export function loadPage({ platform, file, url }: FixturePage): Page {
  const contentType = file.endsWith('.json')
    ? 'application/json'
    : file.endsWith('.js')
      ? 'text/javascript'
      : 'text/html';
  return makePage({ url, text: readFileSync(`${FOLDER}${platform}/${file}`, 'utf8'), contentType });
}
