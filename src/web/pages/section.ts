import { sectionsOfReport } from '../../query/report-cells.ts';
import { OF_REPORT, parametersOf } from '../address/query.ts';
import { type Asked, NotFound, type View } from '../page.ts';
import { html } from '../view/html.ts';
import { isView, reportAt } from './find-report.ts';
import { paragraphs } from './report.ts';

/** Characters of a page: three bytes each. */
const PART = 40_000;

/** A long section, part by part. */
export function sectionPage(asked: Asked, called: string, year: string, number: string): View {
  const one = reportAt(asked, called, year);
  if (isView(one)) return one;
  const section = sectionsOfReport(asked.store, one.row.id)[Number(number) - 1];
  if (section === undefined) throw new NotFound(asked.words.errors.notFound);
  const { words, links } = asked;
  const part = OF_REPORT.parse(parametersOf(asked.query)).part ?? 1;
  const parts = Math.max(1, Math.ceil(section.text.length / PART));
  const text = section.text.slice((part - 1) * PART, part * PART);
  const at = (to: number): string =>
    links.part(one.organ.key, one.row.year, `section/${number}`, { ...one.parameters, part: to });
  return {
    title: `${one.row.organ} ${one.row.year} · ${section.heading}`,
    data: { organ: one.row.organ, year: one.row.year, heading: section.heading, part, parts, text },
    body: () => html`<article><p class="crumbs"><a href="${links.report(one.organ.key, one.row.year, one.parameters)}">← ${words.receipt.back}: ${one.row.organ} ${one.row.year}</a></p>
<section class="prose"><h1>${section.heading}</h1>${paragraphs(text)}</section>
<nav class="pager" aria-label="${words.reportPage.part(part, parts)}">${part > 1 ? html`<a href="${at(part - 1)}">← ${words.pages.previous}</a>` : html`<span></span>`}<span>${words.reportPage.part(part, parts)}</span>${part < parts ? html`<a href="${at(part + 1)}">${words.pages.next} →</a>` : html`<span></span>`}</nav></article>`,
  };
}
