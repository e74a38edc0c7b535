import { type Html, html } from './html.ts';

/** An address that a report or a list named: a link only where it is one of the web, else text. */
export function safeUrl(url: string): Html {
  const shown = readable(url);
  return /^https?:\/\//i.test(url)
    ? html`<a href="${url}" rel="noopener noreferrer nofollow external">${shown}</a>`
    : html`${shown}`;
}

function readable(url: string): string {
  try {
    return decodeURI(url).slice(0, 300);
  } catch {
    return url.slice(0, 300);
  }
}
