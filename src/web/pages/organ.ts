import { SERIES } from '../../codebook/index.ts';
import { type ListedReport, seriesOf } from '../../query/listing.ts';
import { type KnownOrgan, organsCalled, relativesOf, reportsOfOrgan } from '../../query/organs.ts';
import { type SeriesNumber, seriesNumbers } from '../../query/series-numbers.ts';
import { parametersOf } from '../address/query.ts';
import { type Asked, NotFound, type View } from '../page.ts';
import { type ChartPoint, chart } from '../view/chart.ts';
import { downloadForm } from '../view/download-form.ts';
import { between, grouped, type Html, type HtmlContent, html, percent } from '../view/html.ts';

/** Charts of an organ's page: series, or shares of one series in another. */
const CHARTS = [
  { key: 'received' },
  { key: 'granted' },
  { key: 'denied' },
  { key: 'not_held' },
  { key: 'recon' },
  { key: 'litigation' },
] as const;

const NEIGHBOURS = 40;

/** An organ: its years in one table and as charts, missing years as missing, and whom to compare it with. */
export function organPage(asked: Asked, called: string): View {
  const { store, words } = asked;
  const { portal } = parametersOf(asked.query);
  const organs = organsCalled(store, called).filter(
    (one) => portal === undefined || one.portal === null || one.portal === portal,
  );
  const [organ, ...others] = organs;
  if (organ === undefined) throw new NotFound(`${words.organPage.noOrgan}: ${called}`);
  if (others.length > 0) return several(asked, organs);
  const reports = oneAYear(reportsOfOrgan(store, organ));
  const numbers = new Map(reports.map((report) => [report.year, seriesNumbers(store, report.id)]));
  const years = spanOf(reports);
  const missing = years.filter((year) => !numbers.has(year));
  const { ids: _ids, ...facts } = organ;
  return {
    title: organ.full_name,
    data: {
      ...facts,
      missing,
      years: reports.map(({ id, organ_id: _organ, ...report }) => ({
        ...report,
        address: asked.links.report(organ.key, report.year),
        series: Object.fromEntries(
          (numbers.get(report.year) ?? []).map(({ key, value, relation, path }) => [key, { value, relation, path }]),
        ),
        id: undefined,
        report_id: id,
      })),
    },
    body: () => body(asked, organ, reports, years, numbers),
  };
}

type Numbers = ReadonlyMap<number, readonly SeriesNumber[]>;

/** Of two portals that have a year the one with fewer failed checks. */
function oneAYear(reports: readonly ListedReport[]): ListedReport[] {
  const best = new Map<number, ListedReport>();
  for (const report of reports) {
    const known = best.get(report.year);
    if (known === undefined || report.checks_failed < known.checks_failed) best.set(report.year, report);
  }
  return [...best.values()];
}

function spanOf(reports: readonly { readonly year: number }[]): number[] {
  const [first, last] = [reports[0]?.year, reports.at(-1)?.year];
  return first === undefined || last === undefined
    ? []
    : Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function body(
  asked: Asked,
  organ: KnownOrgan,
  reports: readonly ListedReport[],
  years: readonly number[],
  numbers: Numbers,
): Html {
  const { words } = asked;
  const { organPage } = words;
  const missing = years.filter((year) => !numbers.has(year));
  const facts = [
    organ.province,
    organ.city,
    organ.level === null ? null : words.levels[organ.level as keyof typeof words.levels],
    words.kinds[organ.kind as keyof typeof words.kinds],
    organ.code,
  ];
  const others = organ.names.filter((name) => name !== organ.full_name);
  return html`<article class="organ">
<header class="heading"><h1>${organ.full_name}</h1>
<p class="facts">${between(
    [...new Set(facts)].filter((fact) => fact !== null && fact !== undefined),
    ' · ',
  )}</p>
${others.length === 0 ? '' : html`<p class="facts">${organPage.names}${words.marks.colon}${between(others, words.marks.list)}</p>`}
${missing.length === 0 ? '' : html`<p class="notice">${organPage.missingYears(missing.join(', '))}</p>`}</header>
<h2 id="charts">${organPage.charts}</h2>
<div class="charts">${CHARTS.map(({ key }) => seriesChart(asked, organ, key, years, numbers))}</div>
<p class="hint paper">${organPage.legend} ${organPage.near}</p>
<h2 id="years">${organPage.years}</h2>${table(asked, organ, reports, years, numbers)}
${relatives(asked, organ)}
${downloadForm(asked, { organ: organ.full_name }, 'series')}
</article>`;
}

const seriesLabel = (key: string, language: 'zh' | 'en'): string => {
  const series = SERIES.find((one) => one.key === key);
  return (language === 'en' ? series?.english : series?.label) ?? key;
};

function seriesChart(
  asked: Asked,
  organ: KnownOrgan,
  key: string,
  years: readonly number[],
  numbers: Numbers,
): HtmlContent {
  const { words, language } = asked;
  const label = seriesLabel(key, language);
  const points = years.map((year): ChartPoint => {
    const number = numbers.get(year)?.find((one) => one.key === key);
    const value = number?.value ?? null;
    return {
      ...{ year, value, near: number?.relation === 'near' },
      href: number === undefined ? null : placeOf(asked, organ, year, number),
      title: words.organPage.openPoint(year, label, value === null ? words.organPage.missing : grouped(value)),
    };
  });
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined || points.every(({ value }) => value === null)) return '';
  const drawn = chart(points, {
    ...{ label: words.organPage.chart(label), years: [first, last], myriads: language === 'zh' },
    missing: years.filter((year) => !numbers.has(year)),
  });
  return html`<figure class="chart-figure"><figcaption>${label}</figcaption>${drawn}</figure>`;
}

/** Where a series' number stands: its cell, or the report where it is a sum of several. */
function placeOf({ links }: Asked, organ: KnownOrgan, year: number, { path }: SeriesNumber): string {
  const parameters = { portal: organ.portal };
  return path === null ? links.report(organ.key, year, parameters) : links.part(organ.key, year, path, parameters);
}

function table(
  asked: Asked,
  organ: KnownOrgan,
  reports: readonly ListedReport[],
  years: readonly number[],
  numbers: Numbers,
): Html {
  const { words, links, language } = asked;
  const { organPage } = words;
  const shown = SERIES.filter(({ key }) =>
    years.some((year) => numbers.get(year)?.some((one) => one.key === key && one.value !== null)),
  );
  const head = years.map((year) => {
    const isMissing = !numbers.has(year);
    return html`<th scope="col" class="n${isMissing ? ' gap' : ''}">${isMissing ? html`${year}<small>${organPage.missing}</small>` : html`<a href="${links.report(organ.key, year, { portal: organ.portal })}">${year}</a>`}</th>`;
  });
  const cellOf = (key: string, year: number): Html => {
    const number = numbers.get(year)?.find((one) => one.key === key);
    if (!numbers.has(year))
      return html`<td class="n gap"><span class="visually-hidden">${organPage.missing}</span></td>`;
    if (number === undefined || number.value === null) return html`<td class="n">—</td>`;
    return html`<td class="n"><a href="${placeOf(asked, organ, year, number)}">${grouped(number.value)}</a>${number.relation === 'near' ? html`<sup class="mark" title="${organPage.near}">≈</sup>` : ''}</td>`;
  };
  const byYear = new Map(reports.map((report) => [report.year, report]));
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="years"><table class="years"><thead><tr><th scope="col">${organPage.series}</th>${head}</tr></thead><tbody>
${shown.map(({ key }) => html`<tr><th scope="row">${seriesLabel(key, language)}</th>${years.map((year) => cellOf(key, year))}</tr>`)}
<tr class="share"><th scope="row">${words.reportPage.check}</th>${years.map((year) => {
    const report = byYear.get(year);
    return report === undefined
      ? html`<td class="gap"></td>`
      : html`<td class="n">${report.checks_failed > 0 ? html`<span class="fail">✗ ${report.checks_failed}</span>` : html`<span class="ok">✓</span>`}</td>`;
  })}</tr>
<tr class="share"><th scope="row">${words.reportPage.template}</th>${years.map((year) => html`<td class="n${byYear.has(year) ? '' : ' gap'}">${byYear.get(year)?.template ?? ''}</td>`)}</tr>
</tbody></table></div>`;
}

function relatives(asked: Asked, organ: KnownOrgan): HtmlContent {
  const { store, words, links } = asked;
  const { parent, neighbours } = relativesOf(store, organ, NEIGHBOURS);
  const shown = [...(parent === null ? [] : [parent]), ...neighbours];
  if (shown.length === 0) return '';
  const row = (one: KnownOrgan): Html => {
    const last = oneAYear(reportsOfOrgan(store, one)).at(-1);
    const series = last === undefined ? undefined : seriesOf(store, [last.id]).get(last.id);
    const [received, handled, denied] = ['received', 'handled', 'denied'].map((key) => series?.get(key) ?? null);
    const share = denied == null || !handled ? null : denied / handled;
    return html`<tr><th scope="row"><a href="${links.organ(one.key, one.portal)}">${one.full_name}</a></th><td class="n">${last?.year ?? '—'}</td><td class="n">${received == null ? '—' : grouped(received)}</td><td class="n">${share === null ? '—' : percent(share)}</td><td><a href="${links.at('/compare', { organ: [organ.key, one.key] })}">${words.organPage.compareWith}</a></td></tr>`;
  };
  return html`<h2 id="beside">${words.organPage.neighbours}</h2>${parent === null ? '' : html`<p class="facts">${words.organPage.parent}：<a href="${links.organ(parent.key, parent.portal)}">${parent.full_name}</a></p>`}
<div class="scroll" tabindex="0" role="region" aria-labelledby="beside"><table class="plain"><thead><tr><th scope="col">${words.organ}</th><th scope="col" class="n">${words.organPage.latest}</th><th scope="col" class="n">${seriesLabel('received', asked.language)}</th><th scope="col" class="n">${seriesLabel('denied', asked.language)}</th><th scope="col"><span class="visually-hidden">${words.organPage.compareWith}</span></th></tr></thead><tbody>${shown.map(row)}</tbody></table></div>`;
}

function several(asked: Asked, organs: readonly KnownOrgan[]): View {
  const { words, links } = asked;
  const rows = organs.map((organ) => ({
    address: links.organ(organ.key, organ.portal),
    organ: organ.full_name,
    portal: organ.portal,
    province: organ.province,
  }));
  return {
    title: words.organPage.several,
    data: { organs: rows },
    status: 300,
    body: () =>
      html`<h1>${words.organPage.several}</h1><ul class="plainlist">${rows.map(({ address, organ, portal, province }) => html`<li><a href="${address}">${organ}</a> ${[province, portal].filter(Boolean).join(' · ')}</li>`)}</ul>`,
  };
}
