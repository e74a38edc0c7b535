import { told } from '../../language/told.ts';
import { listRevisions, type Revision } from '../../query/revisions.ts';
import { parametersOf, REVISIONS } from '../address/query.ts';
import type { Asked, View } from '../page.ts';
import { downloadForm } from '../view/download-form.ts';
import { type Html, html } from '../view/html.ts';
import { pager } from '../view/pager.ts';
import { safeUrl } from '../view/safe-url.ts';
import { changedNumbers, changedSentences } from './report.ts';

const SIZE = 20;
const SHOWN = 8;

/** What became of reports after they were published, newest first. */
export function revisionsPage(asked: Asked): View {
  const { words, store, links } = asked;
  const { since, page = 1, from, to, province, organ, level } = REVISIONS.parse(parametersOf(asked.query));
  const filter = {
    ...(from === undefined && to === undefined ? {} : { years: [from ?? 0, to ?? 9999] as const }),
    ...(province === undefined ? {} : { province }),
    ...(organ === undefined ? {} : { organ }),
    ...(level === undefined ? {} : { level }),
  };
  const found = listRevisions(store, { ...filter, since, limit: page * SIZE + 1 });
  const shown = found.slice((page - 1) * SIZE, page * SIZE);
  const total = found.length > page * SIZE ? Number.POSITIVE_INFINITY : found.length;
  return {
    title: words.revisions.title,
    room: 'revisions',
    data: { page, revisions: shown },
    body: () => html`<h1>${words.revisions.title}</h1><p>${words.revisions.intro}</p>
<form method="get" class="inline" action="${links.at('/revisions')}"><label class="field"><span>${words.revisions.since}</span><input type="date" name="since" value="${since ?? ''}"></label>
<label class="field"><span>${words.find.organ}</span><input name="organ" value="${organ ?? ''}"></label><button type="submit">${words.find.go}</button></form>
${shown.length === 0 ? html`<p class="nothing">${words.revisions.none}</p>` : shown.map((revision) => one(asked, revision))}
${pager(asked, { page, size: SIZE, shown: shown.length, total, totalWords: total === Number.POSITIVE_INFINITY ? words.find.moreThan(String(page * SIZE)) : String(found.length) })}
${downloadForm(asked, { from, to, province, organ, level }, 'revisions')}`,
  };
}

function one({ words, links, language }: Asked, revision: Revision): Html {
  const { kind, organ, year, noticed_on: day, evidence, url, numbers, sentences, portal } = revision;
  return html`<article class="revision"><h2><a href="${links.report(organ, year, { portal })}">${organ} ${year}</a> <span class="tag${kind === 'withdrawn' ? ' fail' : ''}">${words.revisions.kinds[kind] ?? kind}</span></h2>
<p class="facts">${words.revisions.noticed} ${day} · ${words.revisions.evidence}: ${told(evidence)}</p><p class="url">${safeUrl(url)}</p>
${changedNumbers(numbers, words, language, SHOWN)}${changedSentences(sentences, words, SHOWN)}</article>`;
}
