import type { Asked } from '../page.ts';
import { type Html, html } from './html.ts';

export interface PagerFacts {
  readonly page: number;
  readonly size: number;
  /** What is shown on this page. */
  readonly shown: number;
  readonly total: number;
  /** As it is told: `more than 1,000`. */
  readonly totalWords: string;
}

/** Where one is in a long list, and how to go on; the address holds the page. */
export function pager(asked: Asked, { page, size, shown, total, totalWords }: PagerFacts): Html {
  const { words, links, path, query } = asked;
  const at = (number: number): string =>
    links.at(path, { ...Object.fromEntries(query), page: number === 1 ? null : number });
  const from = (page - 1) * size + 1;
  const isMore = page * size < total;
  return html`<nav class="pager" aria-label="${words.pages.of(from, from + shown - 1, totalWords)}">
${page > 1 ? html`<a href="${at(page - 1)}" rel="prev">← ${words.pages.previous}</a>` : html`<span></span>`}
<span class="where">${shown === 0 ? '' : words.pages.of(from, from + shown - 1, totalWords)}</span>
${isMore ? html`<a href="${at(page + 1)}" rel="next">${words.pages.next} →</a>` : html`<span></span>`}
</nav>`;
}
