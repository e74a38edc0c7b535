import { OPERATIONS, openApi } from '../openapi.ts';
import type { Asked, View } from '../page.ts';
import { html } from '../view/html.ts';

/** The interface: every address, what it gives, an example to click. */
export function apiPage({ words, language, links }: Asked): View {
  return {
    title: words.api.title,
    room: 'api',
    data: openApi(),
    body: () => html`<h1>${words.api.title}</h1><p>${words.api.intro}</p><p><a href="${links.at('/api.json')}">${words.api.openapi}</a></p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.api.title}"><table class="plain api"><thead><tr><th scope="col">${words.api.address}</th><th scope="col">${words.api.gives}</th><th scope="col">${words.api.example}</th></tr></thead><tbody>
${OPERATIONS.map((operation) => html`<tr><th scope="row"><code>${operation.path}</code></th><td>${language === 'en' ? operation.en : operation.zh}</td><td><a href="${encodeURI(operation.example)}"><code>${operation.example}</code></a></td></tr>`)}</tbody></table></div>`,
  };
}
