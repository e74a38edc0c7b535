import { bibtexOfReport, citationOfReport } from '../../export/citation.ts';
import { told } from '../../language/told.ts';
import { reportsOfOrgan } from '../../query/organs.ts';
import { cellsOfReport } from '../../query/report-cells.ts';
import { type SentenceChanges, sentenceChanges } from '../../query/sentences.ts';
import type { StoredIndicator } from '../../store/contents.ts';
import { type ReportDetails, reportDetails } from '../../store/reports.ts';
import { Links } from '../address/links.ts';
import type { Asked, View } from '../page.ts';
import { nameOf, nameOfCell } from '../view/cell-names.ts';
import { copyable } from '../view/copyable.ts';
import { between, bytesOf, type Html, type HtmlContent, html, plain } from '../view/html.ts';
import { printedTables } from '../view/printed-tables.ts';
import { safeUrl } from '../view/safe-url.ts';
import { warningLine } from '../view/warning.ts';
import { isView, type OneReport, reportAt } from './find-report.ts';

/** Characters of all sections together that a page shows; longer texts go on on pages of their own. */
const SHOWN_TEXT = 24_000;
/** Differences of two editions that a page shows. */
const SHOWN_DIFFERENCES = 60;

/** A report: its tables as printed, what is known against them, its text, its sources, its editions. */
export function reportPage(asked: Asked, called: string, year: string): View {
  const one = reportAt(asked, called, year);
  if (isView(one)) return one;
  const details = reportDetails(asked.store, one.row);
  const { id: _id, editions, ...rest } = details;
  // An address to cite is the same in both languages.
  const cited = { ...details, address: new Links('zh').report(one.organ.key, details.year, one.parameters) };
  const [citation, bibtex] = [citationOfReport(cited), bibtexOfReport(cited)];
  return {
    title: `${details.organ} ${details.year}`,
    data: {
      organ_key: one.organ.key,
      ...rest,
      editions: editions.map(({ id: _edition, ...edition }) => edition),
      citation,
      bibtex,
    },
    body: () => body(asked, one, details, [citation, bibtex]),
  };
}

function body(asked: Asked, one: OneReport, details: ReportDetails, citations: readonly string[]): Html {
  const { words } = asked;
  return html`<article class="report">
${heading(asked, one, details)}
<h2 id="tables">${words.reportPage.tables}</h2>
${tables(asked, one, details)}
${checks(asked, details)}
${warnings(asked, details)}
${sections(asked, one, details)}
${differences(asked, details)}
${documents(asked, details)}
<h2 id="cite">${words.reportPage.citation}</h2>${citations.map((citation) => copyable(citation, words.copy, words.copied))}
</article>`;
}

function heading(asked: Asked, { organ, parameters }: OneReport, details: ReportDetails): Html {
  const { store, words, links } = asked;
  const { reportPage } = words;
  const years = reportsOfOrgan(store, organ).map(({ year }) => year);
  const before = Math.max(...years.filter((year) => year < details.year));
  const after = Math.min(...years.filter((year) => year > details.year));
  const other = (year: number, rel: 'prev' | 'next') =>
    Number.isFinite(year) && html`<a href="${links.report(organ.key, year)}" rel="${rel}">${year}</a>`;
  const crumbs = [
    html`<a href="${links.organ(organ.key, organ.portal)}">${organ.full_name}</a>`,
    other(before, 'prev'),
    html`<b>${details.year}</b>`,
    other(after, 'next'),
  ].filter((part) => part !== false);
  const editions =
    details.editions.length < 2
      ? ''
      : html`<p class="editions">${reportPage.editions}: ${between(
          details.editions.map((edition) => {
            const name = `${reportPage.edition(edition.edition)}${edition.is_current === 1 ? ` (${reportPage.current})` : ''}`;
            const address = links.report(organ.key, details.year, {
              ...parameters,
              edition: edition.is_current === 1 ? null : edition.edition,
            });
            return edition.id === details.id ? html`<b>${name}</b>` : html`<a href="${address}">${name}</a>`;
          }),
          ' · ',
        )}</p>`;
  return html`<header class="heading">
<p class="crumbs">${between(crumbs, ' · ')}</p>
<h1>${details.title ?? `${details.organ} ${details.year}`}</h1>
<dl class="facts">
<div><dt>${words.organ}</dt><dd>${details.organ}</dd></div>
<div><dt>${words.year}</dt><dd>${details.year}</dd></div>
<div><dt>${reportPage.published}</dt><dd>${details.published_on ?? words.unknown}</dd></div>
<div><dt>${reportPage.template}</dt><dd>${words.templates[details.template] ?? details.template}</dd></div>
<div><dt>${reportPage.portal}</dt><dd>${details.portal_id}</dd></div>
<div><dt>${reportPage.address}</dt><dd class="url">${safeUrl(details.url)}</dd></div>
</dl>
<p class="actions"><a href="${links.part(organ.key, details.year, 'file', parameters)}">${reportPage.original}</a> · <a href="${links.part(organ.key, details.year, 'capture', parameters)}">${reportPage.capture}</a> · <a href="#sections">${reportPage.sections}</a> · ${details.editions.some(({ edition }) => edition === details.edition - 1) ? html`<a href="#differences">${reportPage.differences}</a> · ` : ''} <a href="#cite">${reportPage.citation}</a></p>
${editions}
${details.is_current === 1 ? '' : html`<p class="notice">${reportPage.superseded} ${told(details.current_because ?? '')}</p>`}
</header>`;
}

function tables(asked: Asked, { organ, parameters }: OneReport, details: ReportDetails): Html {
  const { words, store, links, language } = asked;
  const href = (path: string): string => links.part(organ.key, details.year, path, parameters);
  const { template, year, checks, warnings } = details;
  const drawn = printedTables({
    ...{ template, year, checks, warnings, words, href, english: language === 'en' },
    cells: cellsOfReport(store, details.id),
  });
  const { indicators } = details;
  if (drawn.length === 0 && indicators.length === 0) return html`<p class="nothing">${words.reportPage.noTables}</p>`;
  return html`<p class="hint paper">${words.reportPage.legend}</p>${drawn}${indicators.length === 0 ? '' : list(asked, indicators, details, href)}`;
}

/** The list of 2008 to 2018, in printed order. */
function list(
  { words }: Asked,
  indicators: readonly StoredIndicator[],
  { warnings }: ReportDetails,
  href: (path: string) => string,
): Html {
  const { reportPage } = words;
  const isTwo = indicators.some((row) => row.this_year_raw !== null || row.cumulative_raw !== null);
  const number = (row: StoredIndicator, value: number | null, raw: string | null): Html => {
    const warning = warnings.find(({ where }) => where === `indicators/${row.position}`);
    const text = value === null ? (raw ?? '').trim().slice(0, 30) : plain(value);
    if (text === '') return html`<td class="n none"></td>`;
    return html`<td class="n${value === null ? ' unread' : ''}"><a href="${href(`indicators.${row.position}`)}"${warning === undefined ? '' : html` title="${warningLine(warning)}"`}>${text}</a><span class="mark">${row.confidence === null ? '' : '~'}${warning === undefined ? '' : '⚠'}</span></td>`;
  };
  return html`<section class="printed" aria-labelledby="list"><h3 id="list">${reportPage.indicators}</h3>
<div class="scroll" tabindex="0" role="region" aria-labelledby="list"><table class="form list"><thead><tr><th scope="col">${reportPage.indicator}</th><th scope="col">${reportPage.unit}</th>
${isTwo ? html`<th scope="col">${reportPage.thisYear}</th><th scope="col">${reportPage.cumulative}</th>` : html`<th scope="col">${reportPage.value}</th>`}</tr></thead>
<tbody>${indicators.map(
    (row) =>
      html`<tr><th scope="row"${row.key === null ? html` class="group"` : ''}>${row.indicator}</th><td>${row.unit ?? ''}</td>${isTwo ? html`${number(row, row.this_year, row.this_year_raw)}${number(row, row.cumulative, row.cumulative_raw)}` : number(row, row.value, row.value_raw)}</tr>`,
  )}</tbody></table></div></section>`;
}

function checks({ words, language }: Asked, details: ReportDetails): HtmlContent {
  const { reportPage } = words;
  const count = (all: readonly { readonly status: string }[], status: string) =>
    all.filter((check) => check.status === status).length;
  const lines = (
    all: readonly { rule: string; scope: string; status: string; left: number | null; right: number | null }[],
  ): HtmlContent =>
    all
      .filter(({ status }) => status === 'fail')
      .map(
        ({ rule, scope, left, right }) =>
          html`<li><span class="fail">✗</span> ${words.rules[rule] ?? rule} · ${nameOf(scope, language)}: <span class="n">${left} ≠ ${right}</span></li>`,
      );
  const summary = (all: readonly { readonly status: string }[]) =>
    [count(all, 'pass'), count(all, 'fail'), count(all, 'unknown')] as const;
  if (details.checks.length === 0 && details.cross_year.length === 0) return '';
  return html`<section class="checks">
${details.checks.length === 0 ? '' : html`<p>${reportPage.checksSummary(...summary(details.checks))}</p><ul>${lines(details.checks)}</ul>`}
${details.cross_year.length === 0 ? '' : html`<p>${reportPage.acrossSummary(details.year - 1, ...summary(details.cross_year))}</p><ul>${lines(details.cross_year)}</ul>`}</section>`;
}

function warnings({ words, language }: Asked, { warnings: all }: ReportDetails): HtmlContent {
  if (all.length === 0) return '';
  return html`<h2 id="warnings">${words.reportPage.warnings} <small>${all.length}</small></h2><ul class="warnings">
${all.slice(0, 100).map((warning) => html`<li><span class="mark">⚠</span> ${warningLine(warning)}${warning.where === null ? '' : html` <span class="place">${placeOf(warning.where, language)}</span>`}</li>`)}</ul>`;
}

const placeOf = (where: string, language: 'zh' | 'en'): string =>
  where.includes('/') ? nameOfCell(where, language) : where;

function sections(asked: Asked, { organ, parameters }: OneReport, details: ReportDetails): Html {
  const { words, links } = asked;
  let left = SHOWN_TEXT;
  const shown = details.sections.map(({ heading: title, text }, position) => {
    const part = text.slice(0, Math.max(0, Math.min(left, SHOWN_TEXT)));
    left -= part.length;
    const isCut = part.length < text.length;
    const more = isCut
      ? html`<p><a href="${links.part(organ.key, details.year, `section/${position + 1}`, parameters)}">${words.reportPage.readOn} →</a></p>`
      : '';
    return html`<section class="prose" id="section-${position + 1}"><h3>${title}</h3>${paragraphs(part)}${more}</section>`;
  });
  return html`<h2 id="sections">${words.reportPage.sections}</h2>${shown.length === 0 ? html`<p class="nothing">${words.none}</p>` : shown}`;
}

/** A text's lines as paragraphs; of a table's cells, which text keeps apart by tabs, spaces are left. */
export const paragraphs = (text: string): HtmlContent[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\t+/gu, '　').trim())
    .filter((line) => line !== '')
    .map((line) => html`<p>${line}</p>`);

function differences(asked: Asked, details: ReportDetails): HtmlContent {
  const { words, store, language } = asked;
  const { reportPage } = words;
  const own = details.editions.find(({ id }) => id === details.id);
  const before = details.editions.find(({ edition }) => edition === details.edition - 1);
  if (own === undefined || before === undefined) return '';
  const numbers = own.differences;
  const textOf = (sections: readonly { readonly text: string }[]): string =>
    sections.map(({ text }) => text).join('\n');
  const sentences = sentenceChanges(textOf(reportDetails(store, before).sections), textOf(details.sections));
  return html`<h2 id="differences">${reportPage.differences}</h2><p>${reportPage.numbersChanged(numbers.length)}</p>
${changedNumbers(numbers, words, language)}${changedSentences(sentences, words)}`;
}

/** Numbers of two editions side by side. */
export function changedNumbers(
  numbers: readonly { readonly name: string; readonly before: number | null; readonly after: number | null }[],
  words: Asked['words'],
  language: Asked['language'],
  most = SHOWN_DIFFERENCES,
): HtmlContent {
  if (numbers.length === 0) return '';
  const { reportPage } = words;
  const rest = numbers.length - most;
  return html`<table class="plain"><thead><tr><th scope="col">${reportPage.number}</th><th scope="col" class="n">${reportPage.before}</th><th scope="col" class="n">${reportPage.after}</th></tr></thead><tbody>
${numbers.slice(0, most).map((one) => html`<tr><th scope="row">${nameOfCell(one.name, language)}</th><td class="n"><del>${one.before ?? '—'}</del></td><td class="n"><ins>${one.after ?? '—'}</ins></td></tr>`)}</tbody></table>${rest > 0 ? html`<p class="hint paper">${words.revisions.more(rest)}</p>` : ''}`;
}

export function changedSentences(
  { removed, added }: SentenceChanges,
  words: Asked['words'],
  most = SHOWN_DIFFERENCES,
): HtmlContent {
  const list = (sentences: readonly string[], title: string, mark: (text: string) => Html): HtmlContent =>
    sentences.length === 0
      ? ''
      : html`<h3>${title}</h3><ul class="sentences">${sentences.slice(0, most).map((sentence) => html`<li>${mark(sentence.slice(0, 400))}</li>`)}</ul>${sentences.length > most ? html`<p class="hint paper">${words.revisions.more(sentences.length - most)}</p>` : ''}`;
  return html`${list(removed, words.reportPage.sentencesRemoved, (text) => html`<del>${text}</del>`)}${list(added, words.reportPage.sentencesAdded, (text) => html`<ins>${text}</ins>`)}`;
}

function documents({ words }: Asked, { documents: all }: ReportDetails): Html {
  return html`<h2 id="documents">${words.reportPage.documents}</h2><ul class="documents">${all.map(
    ({ role, url, format, charset, size, captured_at: at, sha256 }) => html`<li><b>${words.roles[role] ?? role}</b>
<span class="url">${safeUrl(url)}</span>
<small>${[format, charset, bytesOf(size), at?.slice(0, 19).replace('T', ' ')].filter(Boolean).join(' · ')}<br><code>sha256 ${sha256}</code></small></li>`,
  )}</ul>`;
}
