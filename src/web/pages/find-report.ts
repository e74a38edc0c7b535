import type { ListedReport } from '../../query/listing.ts';
import { type KnownOrgan, organsCalled, reportsOfOrgan } from '../../query/organs.ts';
import { editionsOf, type ReportRow } from '../../store/reports.ts';
import { OF_REPORT, parametersOf } from '../address/query.ts';
import { type Asked, NotFound, type View } from '../page.ts';
import { type Html, html } from '../view/html.ts';

/** The one report that an address names, and its organ. */
export interface OneReport {
  readonly organ: KnownOrgan;
  readonly row: ReportRow;
  /** What the address must hold beside organ and year to mean this one. */
  readonly parameters: { readonly portal?: string; readonly edition?: number };
}

/**
 * The report of an address; where several fit, a page that lists them.
 * @throws NotFound where there is none.
 */
export function reportAt(asked: Asked, called: string, year: string): OneReport | View {
  const { portal, edition } = OF_REPORT.parse(parametersOf(asked.query));
  if (!/^\d{4}$/.test(year)) throw new NotFound(asked.words.reportPage.noReport);
  const organs = organsCalled(asked.store, called);
  const found = organs
    .flatMap((organ) => reportsOfOrgan(asked.store, organ).map((report) => ({ organ, report })))
    .filter(({ report }) => report.year === Number(year) && (portal === undefined || report.portal_id === portal));
  const [first, ...others] = found;
  if (first === undefined) throw new NotFound(`${asked.words.reportPage.noReport}: ${called} ${year}`);
  if (others.length > 0) return several(asked, found);
  const editions = editionsOf(asked.store, first.report);
  const row = editions.find((one) => (edition === undefined ? one.is_current === 1 : one.edition === edition));
  if (row === undefined) throw new NotFound(`${asked.words.reportPage.noReport}: ${called} ${year}, ${edition}`);
  return {
    organ: first.organ,
    row,
    parameters: { ...(portal === undefined ? {} : { portal }), ...(edition === undefined ? {} : { edition }) },
  };
}

export const isView = (one: OneReport | View): one is View => 'body' in one;

function several(asked: Asked, found: readonly { readonly organ: KnownOrgan; readonly report: ListedReport }[]): View {
  const { words, links } = asked;
  const rows = found.map(({ organ, report }) => ({
    address: links.report(organ.key, report.year, { portal: report.portal_id }),
    organ: report.organ,
    year: report.year,
    portal: report.portal_id,
    published_on: report.published_on,
  }));
  const body = (): Html => html`<h1>${words.reportPage.several}</h1><ul class="plainlist">
${rows.map(({ address, organ, year, portal, published_on: day }) => html`<li><a href="${address}">${organ} ${year}</a> · ${portal} · ${day ?? words.unknown}</li>`)}</ul>`;
  return { title: words.reportPage.several, data: { reports: rows }, body, status: 300 };
}
