import { citationOf, extentOf } from '../../export/citation.ts';
import type { Asked, View } from '../page.ts';
import { copyable } from '../view/copyable.ts';
import { html } from '../view/html.ts';

/** How to cite the corpus as it is now; a report's own citation stands on its page. */
export function citePage({ store, words }: Asked): View {
  const extent = extentOf(store);
  const { bibtex, gbt7714 } = citationOf(extent);
  return {
    title: words.cite.title,
    data: { extent, bibtex, gbt7714 },
    body: () => html`<h1>${words.cite.title}</h1><h2>${words.cite.corpus} · ${words.cite.gbt}</h2>${copyable(gbt7714, words.copy, words.copied)}
<h2>${words.cite.corpus} · ${words.cite.bibtex}</h2>${copyable(bibtex, words.copy, words.copied)}`,
  };
}
