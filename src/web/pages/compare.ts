import { SERIES } from '../../codebook/index.ts';
import { type KnownOrgan, organsCalled, organsLike, reportsOfOrgan } from '../../query/organs.ts';
import { cellsOfReport } from '../../query/report-cells.ts';
import { seriesNumbers } from '../../query/series-numbers.ts';
import { cellPath } from '../address/links.ts';
import type { Asked, View } from '../page.ts';
import { nameOfCell, placeOfCell } from '../view/cell-names.ts';
import { type ChartPoint, chart } from '../view/chart.ts';
import { select } from '../view/filters.ts';
import { between, grouped, type Html, type HtmlContent, html, plain } from '../view/html.ts';

const MOST = 6;
/** Reports side by side: with some two hundred numbers each, 25 kB a column. */
const MOST_REPORTS = 6;
/** Of a name that several have. */
const OTHERS = 8;

interface ComparedReport {
  readonly typed: string;
  readonly organ: KnownOrgan | null;
  /** Others that it may mean. */
  readonly others: readonly KnownOrgan[];
}

/** Organs side by side: one series over the years, or every number of some years. */
export function comparePage(asked: Asked): View {
  const { query, store, words } = asked;
  const typed = query
    .getAll('organ')
    .map((name) => name.trim().slice(0, 60))
    .filter((name) => name !== '')
    .slice(0, MOST);
  const chosen = typed.map((name): ComparedReport => {
    const exact = organsCalled(store, name);
    const [organ = null, ...others] = exact.length > 0 ? exact : organsLike(store, name, OTHERS);
    return { typed: name, organ, others: others.slice(0, OTHERS) };
  });
  const series = SERIES.find(({ key }) => key === query.get('series'))?.key ?? 'received';
  const years = [...new Set((query.get('years') ?? '').match(/\d{4}/g) ?? [])].map(Number).slice(0, 4);
  const organs = chosen.flatMap(({ organ }) => organ ?? []);
  const compared = years.length > 0 ? numbersOf(asked, organs, years) : null;
  const lines = years.length > 0 ? [] : organs.map((organ) => lineOf(asked, organ, series));
  return {
    title: words.compare.title,
    room: 'compare',
    data: {
      series,
      organs: chosen.map(({ typed: name, organ }) => ({ typed: name, organ: organ?.full_name ?? null })),
      lines: lines.map(({ organ, points }) => ({ organ: organ.full_name, points })),
      numbers: compared,
    },
    body: () => html`<h1>${words.compare.title}</h1><p>${words.compare.intro}</p>${form(asked, typed, series, years)}
${chosen.map((one, index) => doubt(asked, typed, one, index))}
${organs.length === 0 ? html`<p class="nothing">${words.compare.empty}</p>` : compared === null ? overYears(asked, lines, series) : sideBySide(asked, compared)}`,
  };
}

/** A name that nobody has, or several: each of the others in its place, by one click. */
function doubt(
  { words, links, query }: Asked,
  typed: readonly string[],
  { typed: name, organ, others }: ComparedReport,
  at: number,
): HtmlContent {
  if (organ === null) return html`<p class="notice">${words.compare.notFound(name)}</p>`;
  if (others.length === 0) return '';
  const instead = (key: string): string =>
    links.at('/compare', {
      organ: typed.map((one, index) => (index === at ? key : one)),
      series: query.get('series'),
      years: query.get('years'),
    });
  return html`<p class="notice">${words.compare.ambiguous(name)}${words.marks.colon}${between(
    others.map((other) => html`<a href="${instead(other.key)}">${other.full_name}</a>`),
    words.marks.list,
  )}</p>`;
}

function form(
  { words, links, language }: Asked,
  typed: readonly string[],
  series: string,
  years: readonly number[],
): Html {
  const fields = Array.from({ length: Math.min(MOST, Math.max(3, typed.length + 1)) }, (_, index) => index);
  const choices = SERIES.map(({ key, label, english }) => [key, language === 'en' ? english : label] as const);
  return html`<form method="get" class="inline" action="${links.at('/compare')}">
${fields.map((index) => html`<label class="field"><span>${words.compare.organ(index + 1)}</span><input name="organ" value="${typed[index] ?? ''}" autocomplete="off"></label>`)}
${select('series', words.compare.series, choices, series, '—')}
<label class="field"><span>${words.compare.years}</span><input name="years" inputmode="numeric" value="${years.join(', ')}" autocomplete="off"></label>
<button type="submit">${words.compare.go}</button></form>`;
}

interface Line {
  readonly organ: KnownOrgan;
  readonly points: readonly (ChartPoint & { readonly path: string | null })[];
}

function lineOf({ store, links, words, language }: Asked, organ: KnownOrgan, series: string): Line {
  const points = reportsOfOrgan(store, organ).map(({ id, year }) => {
    const number = seriesNumbers(store, id).find(({ key }) => key === series);
    const [value, path] = [number?.value ?? null, number?.path ?? null];
    const href = path === null ? links.report(organ.key, year) : links.part(organ.key, year, path);
    const title = `${organ.full_name}, ${words.organPage.openPoint(year, nameOfSeries(series, language), value === null ? '—' : grouped(value))}`;
    return { year, value, path, href, title, near: number?.relation === 'near', series: organ.full_name };
  });
  return { organ, points };
}

const nameOfSeries = (key: string, language: 'zh' | 'en'): string => {
  const series = SERIES.find((one) => one.key === key);
  return (language === 'en' ? series?.english : series?.label) ?? key;
};

function overYears({ words, links, language }: Asked, lines: readonly Line[], series: string): Html {
  const known = lines.flatMap(({ points }) => points.map(({ year }) => year));
  const [from, to] = [Math.min(...known), Math.max(...known)];
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const label = nameOfSeries(series, language);
  const drawn = chart(
    lines.flatMap(({ points }) =>
      years.map(
        (year) =>
          points.find((point) => point.year === year) ?? {
            year,
            value: null,
            href: null,
            title: '',
            near: false,
            series: points[0]?.series ?? '',
          },
      ),
    ),
    {
      ...{ label: words.organPage.chart(label), years: [from, to], missing: [], myriads: language === 'zh' },
      width: 760,
      height: 300,
    },
  );
  return html`<figure class="chart-figure wide"><figcaption>${label}</figcaption><div class="scroll" tabindex="0" role="region" aria-label="${label}">${drawn}</div></figure>
<h2 id="numbers">${label}</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="numbers"><table class="years"><thead><tr><th scope="col">${words.organ}</th>${years.map((year) => html`<th scope="col" class="n">${year}</th>`)}</tr></thead><tbody>
${lines.map(
  ({ organ, points }, index) =>
    html`<tr><th scope="row"><span class="key s${index}" aria-hidden="true"></span><a href="${links.organ(organ.key, organ.portal)}">${organ.full_name}</a></th>${years.map(
      (year) => {
        const point = points.find((one) => one.year === year);
        if (point === undefined)
          return html`<td class="n gap"><span class="visually-hidden">${words.organPage.missing}</span></td>`;
        return html`<td class="n">${point.value === null ? '—' : html`<a href="${point.href ?? ''}">${grouped(point.value)}</a>`}</td>`;
      },
    )}</tr>`,
)}</tbody></table></div>`;
}

interface Compared {
  /** Whether more reports fit than are shown. */
  readonly isCut: boolean;
  readonly columns: readonly { readonly organ: string; readonly key: string; readonly year: number }[];
  readonly rows: readonly {
    readonly name: string;
    readonly path: string;
    readonly values: readonly (number | null)[];
  }[];
}

/** Every number that one of the reports has, in the order of the forms. */
function numbersOf({ store }: Asked, organs: readonly KnownOrgan[], years: readonly number[]): Compared {
  const all = organs.flatMap((organ) =>
    reportsOfOrgan(store, organ)
      .filter(({ year }) => years.includes(year))
      .map((report) => ({ organ, report })),
  );
  const reports = all.slice(0, MOST_REPORTS);
  const cells = reports.map(({ report }) => cellsOfReport(store, report.id));
  const rows = new Map<string, { path: string }>();
  for (const cell of cells.flat())
    if (cell.value !== null)
      rows.set(`${cell.table}/${cell.row}/${cell.column}`, {
        path: cellPath(cell.table, cell.row, cell.column, cell.export_name),
      });
  const values = cells.map(
    (own) => new Map(own.map((cell) => [`${cell.table}/${cell.row}/${cell.column}`, cell.value])),
  );
  return {
    isCut: all.length > reports.length,
    columns: reports.map(({ organ, report }) => ({ organ: organ.full_name, key: organ.key, year: report.year })),
    rows: [...rows]
      .sort(([a], [b]) => placeOfCell(a) - placeOfCell(b))
      .map(([name, row]) => ({ name, ...row, values: values.map((own) => own.get(name) ?? null) })),
  };
}

function sideBySide({ words, links, language }: Asked, { isCut, columns, rows }: Compared): HtmlContent {
  if (columns.length === 0) return html`<p class="nothing">${words.reportPage.noReport}</p>`;
  return html`<h2 id="numbers">${words.compare.all}</h2>${isCut ? html`<p class="notice">${words.compare.most(MOST_REPORTS)}</p>` : ''}<div class="scroll" tabindex="0" role="region" aria-labelledby="numbers"><table class="years"><thead><tr><th scope="col">${words.reportPage.number}</th>${columns.map(({ organ, key, year }) => html`<th scope="col" class="n"><a href="${links.report(key, year)}">${organ}<br>${year}</a></th>`)}</tr></thead><tbody>
${rows.map(({ name, path, values }) => html`<tr><th scope="row">${nameOfCell(name, language)}</th>${values.map((value, index) => html`<td class="n">${value === null ? '—' : html`<a href="${links.part(columns[index]?.key ?? '', columns[index]?.year ?? 0, path)}">${plain(value)}</a>`}</td>`)}</tr>`)}</tbody></table></div>`;
}
