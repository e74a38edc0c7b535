import { choicesOf } from '../../query/choices.ts';
import { countHits } from '../../query/count-hits.ts';
import { QueryError } from '../../query/errors.ts';
import { countReports, type ListedReport, listedReports, reportsById, seriesOf } from '../../query/listing.ts';
import { type KnownOrgan, organKey, organsLike } from '../../query/organs.ts';
import { type SearchHit, type SearchQuery, search } from '../../query/search.ts';
import { filterOf, parametersOf, type ReportSelection, SELECTION } from '../address/query.ts';
import type { Asked, View } from '../page.ts';
import { downloadForm } from '../view/download-form.ts';
import { filters } from '../view/filters.ts';
import { between, grouped, type Html, type HtmlContent, html } from '../view/html.ts';
import { pager } from '../view/pager.ts';

const SIZE = 20;
/** How far one leafs: what stands behind so many hits has to be found and sorted with them. */
const MOST_HITS = 5000;
/** Sections are counted so far; then they are "more than". */
const COUNTED = 1000;

/** A report that was found, with what was found in it. */
interface Found {
  readonly report: ListedReport;
  readonly hit: SearchHit | null;
}

interface Result {
  readonly found: readonly Found[];
  readonly total: number;
  readonly isMore: boolean;
  readonly organs: readonly KnownOrgan[];
}

/** One field, filters beside it, and the reports that fit. */
export function findPage(asked: Asked): View {
  const selection = SELECTION.parse(parametersOf(asked.query));
  const result = selection.q === undefined ? listed(asked, selection) : searched(asked, selection, selection.q);
  const series = seriesOf(
    asked.store,
    result.found.map(({ report }) => report.id),
  );
  const data = {
    total: result.total,
    total_is_least: result.isMore,
    page: selection.page ?? 1,
    organs: result.organs.map(({ ids: _ids, ...organ }) => organ),
    results: result.found.map(({ report: { id, organ_id: _organ, ...report }, hit }) => ({
      ...report,
      address: asked.links.report(keyOf(report), report.year),
      series: Object.fromEntries(series.get(id) ?? []),
      ...(hit === null ? {} : { heading: hit.heading, excerpt: hit.excerpt }),
    })),
  };
  return {
    title: selection.q ?? asked.words.find.title,
    room: 'find',
    data,
    body: () => body(asked, selection, result, (id, key) => series.get(id)?.get(key) ?? null),
  };
}

const keyOf = ({
  kind,
  organ_code: code,
  full_name,
}: Pick<ListedReport, 'kind' | 'organ_code' | 'full_name'>): string => organKey({ kind, code, full_name });

function listed({ store, kept }: Asked, selection: ReportSelection): Result {
  const filter = filterOf(selection);
  const order = selection.order === 'year' || selection.order === 'organ' ? selection.order : 'date';
  const offset = ((selection.page ?? 1) - 1) * SIZE;
  const total = kept.get(store, `count ${JSON.stringify(filter)}`, () => countReports(store, filter));
  const make = (): ListedReport[] => listedReports(store, filter, { order, limit: SIZE, offset });
  const reports = kept.get(store, `list ${JSON.stringify([filter, order, offset])}`, make);
  return { found: reports.map((report) => ({ report, hit: null })), total, isMore: false, organs: [] };
}

function searched({ store, words: say }: Asked, selection: ReportSelection, words: string): Result {
  const offset = ((selection.page ?? 1) - 1) * SIZE;
  if (offset >= MOST_HITS) throw new QueryError(say.find.tooFar(grouped(MOST_HITS)));
  const query: SearchQuery = {
    ...filterOf(selection),
    words,
    ...(selection.section === undefined ? {} : { section: selection.section }),
    ...orderOf(selection),
    limit: SIZE,
    offset,
  };
  const hits = search(store, query);
  const reports = reportsById(
    store,
    hits.map((hit) => hit.report_id),
  );
  const total = countHits(store, query, COUNTED + 1);
  return {
    found: hits.flatMap((hit) => {
      const report = reports.get(hit.report_id);
      return report === undefined ? [] : [{ report, hit }];
    }),
    total: Math.min(total, COUNTED),
    isMore: total > COUNTED,
    organs: (selection.page ?? 1) === 1 ? organsLike(store, words, 6) : [],
  };
}

function orderOf({ order }: ReportSelection): { order?: string } {
  if (order === 'received') return { order: 'app_new_received_total' };
  return order === 'rank' || order === 'date' || order === 'year' ? { order } : {};
}

function body(
  asked: Asked,
  selection: ReportSelection,
  result: Result,
  series: (report: number, key: string) => number | null,
): Html {
  const { words, links, store, kept } = asked;
  const { find } = words;
  const choices = kept.get(store, 'choices', () => choicesOf(store));
  const isFiltered = Object.keys(filterOf(selection)).length > 0;
  const n = result.isMore ? find.moreThan(grouped(result.total)) : grouped(result.total);
  const total = result.isMore ? Number.POSITIVE_INFINITY : result.total;
  return html`<form class="find" method="get" action="${links.at('/')}" role="search">
<h1 class="visually-hidden">${find.title}</h1>
<div class="searchbar"><label class="visually-hidden" for="q">${find.words}</label>
<input id="q" type="search" name="q" value="${selection.q ?? ''}" placeholder="${find.words}" aria-describedby="hint" maxlength="200" autocomplete="off">
<button type="submit">${find.go}</button></div>
<p id="hint" class="hint">${find.hint}</p>
<div class="columns">
<details class="filters"${isFiltered ? html` open` : ''}><summary>${find.filters}</summary>${filters(asked, selection, choices)}</details>
<section class="results" aria-labelledby="count">
<h2 id="count" class="count">${selection.q === undefined ? find.found(n) : find.foundSections(n)} <a href="#download">${find.download}</a></h2>
${organs(asked, result.organs)}
${result.found.length === 0 ? html`<p class="nothing">${find.nothing}</p>` : html`<ol class="reports">${result.found.map((found) => item(asked, found, series))}</ol>`}
${pager(asked, { page: selection.page ?? 1, size: SIZE, shown: result.found.length, total, totalWords: n })}
</section></div></form>
${downloadForm(asked, selection)}`;
}

function organs({ words, links }: Asked, found: readonly KnownOrgan[]): HtmlContent {
  if (found.length === 0) return '';
  return html`<nav class="organs" aria-label="${words.find.organs}"><h3>${words.find.organs}</h3><ul>
${found.map((organ) => html`<li><a href="${links.organ(organ.key, organ.portal)}">${organ.full_name}</a></li>`)}</ul></nav>`;
}

const KEY_FIGURES = ['received', 'handled', 'granted', 'denied', 'recon', 'litigation'] as const;
const KEY_LABELS: Readonly<Record<'zh' | 'en', Readonly<Record<(typeof KEY_FIGURES)[number], string>>>> = {
  zh: { received: '收到', handled: '办结', granted: '公开', denied: '不予公开', recon: '复议', litigation: '诉讼' },
  en: {
    received: 'received',
    handled: 'concluded',
    granted: 'granted',
    denied: 'refused',
    recon: 'reconsidered',
    litigation: 'lawsuits',
  },
};

function item(
  { links, words, language }: Asked,
  { report, hit }: Found,
  series: (report: number, key: string) => number | null,
): Html {
  const key = keyOf(report);
  const figures = KEY_FIGURES.map((name) => [KEY_LABELS[language][name], series(report.id, name)] as const);
  const place = [report.province, report.city].filter(Boolean).join(' ');
  const facts: HtmlContent[] = [
    place,
    report.level === null ? '' : words.levels[report.level as keyof typeof words.levels],
    report.published_on,
    report.edition > 1 ? html`<span class="tag">${words.reportPage.edition(report.edition)}</span>` : '',
    report.checks_failed > 0
      ? html`<span class="tag fail">${words.reportPage.failing(report.checks_failed)}</span>`
      : '',
    report.warnings > 0 ? html`<span class="tag warn">⚠ ${report.warnings}</span>` : '',
  ].filter((part) => part !== '' && part !== null && part !== undefined);
  return html`<li>
<h3><a href="${links.report(key, report.year, { portal: null })}">${report.organ} <span class="year">${report.year}</span></a></h3>
<p class="facts">${between(facts, ' · ')} · <a href="${links.organ(key)}">${words.reportPage.years}</a></p>
${figures.every(([, value]) => value === null) ? '' : html`<dl class="figures set">${figures.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value === null ? '—' : grouped(value)}</dd></div>`)}</dl>`}
${hit === null ? '' : html`<p class="excerpt"><b>${hit.heading}</b>　${marked(hit.excerpt)}</p>`}
</li>`;
}

/** The search marks what it found with 【 and 】. */
function marked(excerpt: string): HtmlContent[] {
  return excerpt
    .split(/(【[^【】]*】)/u)
    .map((part) => (part.startsWith('【') ? html`<mark>${part.slice(1, -1)}</mark>` : part));
}
