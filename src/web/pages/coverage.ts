import type { z } from 'zod';
import { GOVERNMENT_LEVELS, ORGAN_KINDS } from '../../organs/index.ts';
import { choicesOf } from '../../query/choices.ts';
import { type LedgerEntry, STATUSES, type Status } from '../../query/coverage/ledger.ts';
import {
  type CoverageMatrix,
  countryCoverage,
  entriesOf,
  type MatrixCell,
  type MatrixFilter,
  matrixOf,
} from '../../query/coverage/matrix.ts';
import { knownPlaces } from '../../query/filter.ts';
import { organKey } from '../../query/organs.ts';
import { COVERAGE, parametersOf } from '../address/query.ts';
import type { Asked, View } from '../page.ts';
import { downloadForm } from '../view/download-form.ts';
import { named, select } from '../view/filters.ts';
import { grouped, type Html, type HtmlContent, html, percent } from '../view/html.ts';
import { pager } from '../view/pager.ts';

type Wanted = z.infer<typeof COVERAGE>;

/** Organs of a city that one page shows: with a dozen years some 150 kB. */
const SIZE = 60;

/** Years that a screen holds; older ones by the fields. */
const MOST_YEARS = 12;

/** In an address: organs whose province is not certain, or those of a province that belong to none of its cities. */
const NO_PLACE = 'none';
const placeOf = (asked: string): string | null => (asked === NO_PLACE ? null : asked);

/** Who has published: provinces by years, then cities, then organ by organ. */
export function coveragePage(asked: Asked): View {
  const { store, kept, words } = asked;
  const wanted = COVERAGE.parse(parametersOf(asked.query));
  const filter = filterOf(wanted, kept.get(store, 'choices', () => choicesOf(store)).years);
  if (filter.province === null || filter.city !== undefined) {
    const entries = kept.get(store, `coverage ${JSON.stringify(filter)}`, () => [...entriesOf(store, filter)]);
    return {
      title: words.coverage.title,
      room: 'coverage',
      data: { ...wanted, entries },
      body: () => shell(asked, wanted, organs(asked, entries, wanted.page ?? 1)),
    };
  }
  const { province, ...limits } = filter;
  const places = knownPlaces(store, province === undefined ? limits : { ...limits, province });
  const by = province === undefined ? 'province' : 'city';
  const matrix = matrixOf(
    kept.get(store, 'country', () => countryCoverage(store)),
    places,
  );
  const rows = matrix.rows.map(({ group, cells }) => ({ group, years: Object.fromEntries(cells) }));
  return {
    title: words.coverage.title,
    room: 'coverage',
    data: { ...wanted, by, years: matrix.years, rows },
    body: () => shell(asked, wanted, grid(asked, wanted, matrix, by)),
  };
}

function filterOf({ province, city, level, kind, from, to }: Wanted, known: readonly number[]): MatrixFilter {
  const last = known[0] ?? 0;
  const years = [from ?? Math.max(last - MOST_YEARS + 1, known.at(-1) ?? 0), to ?? last] as const;
  return {
    years,
    ...(province === undefined ? {} : { province: placeOf(province) }),
    ...(city === undefined ? {} : { city: placeOf(city) }),
    ...(level === undefined ? {} : { level }),
    ...(kind === undefined ? {} : { kind }),
  };
}

function shell(asked: Asked, wanted: Wanted, content: HtmlContent): Html {
  const { words, links, kept, store } = asked;
  const { coverage } = words;
  const years = kept
    .get(store, 'choices', () => choicesOf(store))
    .years.map((year) => [String(year), String(year)] as const);
  const up =
    wanted.province === undefined
      ? ''
      : html`<p class="crumbs"><a href="${links.at('/coverage', { ...wanted, page: null, province: wanted.city === undefined ? null : wanted.province, city: null })}">← ${coverage.up}</a></p>`;
  const { show: _show, page: _page, ...limits } = wanted;
  const isOrgans = wanted.province === NO_PLACE || wanted.city !== undefined;
  const place = [
    wanted.province === NO_PLACE ? coverage.noProvince : wanted.province,
    wanted.city === NO_PLACE ? coverage.noCity : wanted.city,
  ]
    .filter(Boolean)
    .join(' ');
  return html`${up}<h1>${coverage.title}${place === '' ? '' : html` <small>${place}</small>`}</h1><p>${coverage.intro}</p>
<form method="get" class="inline" action="${links.at('/coverage')}">
${wanted.province === undefined ? '' : html`<input type="hidden" name="province" value="${wanted.province}">`}${wanted.city === undefined ? '' : html`<input type="hidden" name="city" value="${wanted.city}">`}
${select('level', words.find.level, named(GOVERNMENT_LEVELS, words.levels), wanted.level, words.all)}
${select('kind', words.find.kind, named(Object.keys(ORGAN_KINDS), words.kinds), wanted.kind, words.all)}
${select('from', words.find.from, years, wanted.from?.toString(), words.all)}
${select('to', words.find.to, years, wanted.to?.toString(), words.all)}
${!isOrgans ? select('show', coverage.show, named(Object.keys(STATUSES), words.coverageStatuses), wanted.show, coverage.held) : ''}
<button type="submit">${words.find.apply}</button></form>
${content}
<p class="hint">${coverage.map}</p>
${wanted.province === NO_PLACE || wanted.city === NO_PLACE ? '' : downloadForm(asked, limits, 'coverage')}`;
}

/** Shares in five steps, of what is held in another colour than of what is not; the number is printed in any case. */
const step = (share: number, show: Status | undefined): string => {
  const colour = show === undefined || show === 'published' ? 'q' : 'r';
  return share === 0 ? 'zero' : `${colour}${Math.min(5, Math.ceil(share * 5))}`;
};

/** Of a cell, how many are meant by what the page shows. */
const countOf = ({ held, counts }: MatrixCell, show: Status | undefined): number =>
  show === undefined ? held : (counts[show] ?? 0);

/** All groups together, year by year. */
function together({ years, rows }: CoverageMatrix, show: Status | undefined): { all: number; count: number }[] {
  return years.map((year) => {
    const cells = rows.flatMap(({ cells }) => cells.get(year) ?? []);
    return {
      all: cells.reduce((sum, { total }) => sum + total, 0),
      count: cells.reduce((sum, cell) => sum + countOf(cell, show), 0),
    };
  });
}

function grid(asked: Asked, wanted: Wanted, matrix: CoverageMatrix, by: 'province' | 'city'): Html {
  const { words, links } = asked;
  const { years, rows } = matrix;
  const { show } = wanted;
  const text = (count: number, all: number): Html =>
    html`<span class="cell">${percent(all === 0 ? 0 : count / all)}<small>${count}/${all}</small></span>`;
  if (rows.length === 0) return html`<p class="nothing">${words.coverage.noYears}</p>`;
  const cell = (one: MatrixCell | undefined): Html => {
    if (one === undefined) return html`<td></td>`;
    const count = countOf(one, show);
    const share = one.total === 0 ? 0 : count / one.total;
    const told = Object.entries(one.counts).map(
      ([status, n]) => `${words.coverageStatuses[status as Status]} ${grouped(n)}`,
    );
    return html`<td class="${step(share, show)}" title="${told.join(words.marks.list)}">${text(count, one.total)}</td>`;
  };
  const head = (group: string | null): Html => {
    const name = group ?? (by === 'province' ? words.unknown : words.coverage.noCity);
    return html`<a href="${links.at('/coverage', { ...wanted, [by]: group ?? NO_PLACE })}">${name}</a>`;
  };
  return html`<h2 id="matrix">${words.coverage.by[by]}</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="matrix"><table class="matrix"><thead><tr><th scope="col">${words.coverage.group}</th>${years.map((year) => html`<th scope="col" class="n">${year}</th>`)}</tr></thead><tbody>
${rows.map(({ group, cells }) => html`<tr><th scope="row">${head(group)}</th>${years.map((year) => cell(cells.get(year)))}</tr>`)}</tbody>
<tfoot><tr><th scope="row">${words.total}</th>${together(matrix, show).map(({ count, all }) => html`<td>${text(count, all)}</td>`)}</tr></tfoot></table></div>`;
}

const SIGNS: Readonly<Record<Status, string>> = {
  published: '●',
  late: '◐',
  withdrawn: '⊘',
  unreadable: '✗',
  refused: '⊗',
  not_known: '?',
  none: '○',
  not_looked_for: '·',
};

function organs(asked: Asked, entries: readonly LedgerEntry[], page: number): Html {
  const { words, links } = asked;
  const years = [...new Set(entries.map(({ year }) => year))].sort((a, b) => a - b);
  const byOrgan = new Map<string, LedgerEntry[]>();
  for (const entry of entries) byOrgan.set(entry.publisher.key, [...(byOrgan.get(entry.publisher.key) ?? []), entry]);
  const all = [...byOrgan.values()];
  const shown = all.slice((page - 1) * SIZE, page * SIZE);
  const row = (own: readonly LedgerEntry[]): Html => {
    const [{ publisher } = entries[0] as LedgerEntry] = own;
    const key = organKey({ kind: publisher.kind ?? '', code: publisher.code, full_name: publisher.name });
    const isHeld = own.some(({ status }) => status === 'published' || status === 'late' || status === 'withdrawn');
    return html`<tr><th scope="row">${isHeld ? html`<a href="${links.organ(key)}">${publisher.name}</a>` : publisher.name}</th>${years.map(
      (year) => {
        const status = own.find((entry) => entry.year === year)?.status ?? 'not_looked_for';
        const isThere = status === 'published' || status === 'late' || status === 'withdrawn';
        // The sign alone, named by the year's status: a city has a thousand of them.
        return isThere
          ? html`<td><a class="status-${status}" href="${links.report(key, year)}" aria-label="${words.coverageStatuses[status]}">${SIGNS[status]}</a></td>`
          : html`<td><span class="cell status-${status}" role="img" aria-label="${words.coverageStatuses[status]}">${SIGNS[status]}</span></td>`;
      },
    )}</tr>`;
  };
  return html`<ul class="legend">${(Object.keys(STATUSES) as Status[]).map((status) => html`<li><span class="status-${status}" aria-hidden="true">${SIGNS[status]}</span> ${words.coverageStatuses[status]}</li>`)}</ul>
<h2 id="matrix">${words.coverage.by.organ}</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="matrix"><table class="matrix"><thead><tr><th scope="col">${words.organ}</th>${years.map((year) => html`<th scope="col" class="n">${year}</th>`)}</tr></thead><tbody>${shown.map(row)}</tbody></table></div>
${pager(asked, { page, size: SIZE, shown: shown.length, total: all.length, totalWords: grouped(all.length) })}`;
}
