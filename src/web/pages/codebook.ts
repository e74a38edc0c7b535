import {
  FORMS,
  INDICATORS,
  SECTIONS,
  SERIES,
  type SeriesSide,
  TABLE_KEYS,
  type TableKey,
} from '../../codebook/index.ts';
import { distributionOf, printedAs } from '../../query/distribution.ts';
import { greatestOf } from '../../query/greatest.ts';
import { organKey } from '../../query/organs.ts';
import { type Asked, NotFound, type View } from '../page.ts';
import { grouped, type Html, type HtmlContent, html, percent } from '../view/html.ts';

/** A number of the forms, under the name of its column in a wide export. */
interface Variable {
  readonly name: string;
  readonly table: TableKey | 'indicators';
  readonly row: string;
  readonly column: string | null;
  readonly label: string;
  readonly english: string;
  readonly unit: string;
  readonly forms: readonly string[];
  readonly variants: readonly string[];
  readonly key: string;
}

const VARIABLES: readonly Variable[] = [
  ...TABLE_KEYS.flatMap((table) =>
    FORMS.tables[table].rows.flatMap((row) =>
      FORMS.tables[table].columns.flatMap((column): Variable[] => {
        const forms = FORMS.forms
          .filter((form) => FORMS.columnsOf(form, table, row.key).includes(column.key))
          .map(({ key }) => key);
        const name = FORMS.exportName(table, row.key, column.key);
        if (forms.length === 0 || name === null) return [];
        return [
          {
            ...{ name, table, row: row.key, column: column.key, forms, unit: column.unit, key: row.key },
            label: `${row.label} · ${column.label}`,
            english: `${row.english}: ${column.english}`,
            variants: [...row.variants, ...column.variants],
          },
        ];
      }),
    ),
  ),
  ...INDICATORS.map(
    ({ key, label, english, unit, exportName }): Variable => ({
      ...{ name: exportName, table: 'indicators', row: key, column: null, label, english, unit, key },
      forms: ['2014'],
      variants: [],
    }),
  ),
];

/** Every row and column of the reports; each variable has a page of its own. */
export function codebookPage(asked: Asked): View {
  const { words, language } = asked;
  return {
    title: words.codebook.title,
    room: 'codebook',
    data: {
      variables: VARIABLES,
      series: SERIES,
      sections: SECTIONS.map(({ key, label, english }) => ({ key, label, english })),
    },
    body: () => html`<h1>${words.codebook.title}</h1><p>${words.codebook.intro}</p>
<nav aria-label="${words.codebook.title}"><ul class="legend">${TABLE_KEYS.map((key) => html`<li><a href="#${key}">${language === 'en' ? FORMS.tables[key].english : FORMS.tables[key].label}</a></li>`)}<li><a href="#indicators">${words.codebook.lists}</a></li><li><a href="#series">${words.codebook.series}</a></li><li><a href="#checks">${words.codebook.checks}</a></li></ul></nav>
${TABLE_KEYS.map((key) => tableOf(asked, key))}${lists(asked)}${series(asked)}${checks(asked)}`,
  };
}

/** Rows down, columns across: where they cross, the variable. */
function tableOf({ words, links, language }: Asked, key: TableKey): Html {
  const { rows, columns, label, english } = FORMS.tables[key];
  const text = (entry: { readonly label: string; readonly english: string }): string =>
    language === 'en' ? entry.english : entry.label;
  const cell = (row: string, column: string): Html => {
    const name = VARIABLES.find((one) => one.table === key && one.row === row && one.column === column)?.name;
    return name === undefined
      ? html`<td class="none"></td>`
      : html`<td class="n"><a href="${links.at(`/codebook/${name}`)}" title="${name}">${words.codebook.spread}<span class="visually-hidden"> ${name}</span></a></td>`;
  };
  return html`<section><h2 id="${key}">${language === 'en' ? english : label}</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="${key}"><table class="years codes"><thead><tr><th scope="col">${words.codebook.label}</th>${columns.map((column) => html`<th scope="col" class="n">${text(column)}</th>`)}<th scope="col">${words.codebook.variants}</th></tr></thead><tbody>
${rows.map((row) => html`<tr><th scope="row">${text(row)}<small>${row.key}</small></th>${columns.map((column) => cell(row.key, column.key))}<td><small>${row.variants.join(words.marks.parts)}</small></td></tr>`)}</tbody></table></div></section>`;
}

function lists({ words, links, language }: Asked): Html {
  return html`<section><h2 id="indicators">${words.codebook.lists}</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="indicators"><table class="plain"><thead><tr><th scope="col">${words.codebook.label}</th><th scope="col">${words.reportPage.unit}</th><th scope="col">${words.codebook.variable}</th></tr></thead><tbody>
${INDICATORS.map(({ label, english, unit, exportName }) => html`<tr><th scope="row">${language === 'en' ? english : label}</th><td>${words.units[unit] ?? unit}</td><td><a href="${links.at(`/codebook/${exportName}`)}"><code>${exportName}</code></a></td></tr>`)}</tbody></table></div></section>`;
}

function series({ words, language }: Asked): Html {
  const side = ({ relation, note, chineseNote }: SeriesSide): Html =>
    html`${relation === 'near' ? words.codebook.near : words.codebook.same}${note === '' ? '' : html`<br><small>${language === 'en' ? note : chineseNote}</small>`}`;
  return html`<section><h2 id="series">${words.codebook.series}</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="series"><table class="plain"><thead><tr><th scope="col">${words.codebook.label}</th><th scope="col">2019–</th><th scope="col">2008–2018</th></tr></thead><tbody>
${SERIES.map((one) => html`<tr><th scope="row">${language === 'en' ? one.english : one.label}<br><small>${one.key}</small></th><td>${side(one.tables)}</td><td>${side(one.lists)}</td></tr>`)}</tbody></table></div></section>`;
}

function checks({ words }: Asked): Html {
  return html`<section><h2 id="checks">${words.codebook.checks}</h2><ul>${Object.entries(words.rules).map(([rule, told]) => html`<li><code>${rule}</code> ${told}</li>`)}</ul></section>`;
}

/** One variable: how it is printed, and how its numbers are spread. */
export function variablePage(asked: Asked, name: string): View {
  const { words, store, kept, links, language } = asked;
  const variable = VARIABLES.find((one) => one.name === name);
  const spread = variable === undefined ? null : kept.get(store, `spread ${name}`, () => distributionOf(store, name));
  if (variable === undefined || spread === null) throw new NotFound(`${words.codebook.noRow}: ${name.slice(0, 60)}`);
  const printed =
    variable.table === 'indicators' ? kept.get(store, `printed ${name}`, () => printedAs(store, variable.key, 40)) : [];
  const greatest = kept.get(store, `greatest ${name}`, () => greatestOf(store, name, 10));
  const { codebook } = words;
  const fact = (label: string, content: HtmlContent): Html => html`<div><dt>${label}</dt><dd>${content}</dd></div>`;
  const most = Math.max(1, ...spread.decades.map(({ count }) => count));
  return {
    title: variable.label,
    room: 'codebook',
    data: {
      ...variable,
      distribution: spread,
      printed_as: printed,
      greatest: greatest.map(({ id: _id, ...one }) => one),
    },
    body: () => html`<article><p class="crumbs"><a href="${links.at('/codebook')}">← ${codebook.title}</a></p><h1>${language === 'en' ? variable.english : variable.label}</h1>
<dl class="facts">${fact(codebook.variable, html`<code>${variable.name}</code>`)}${fact(words.reportPage.unit, words.units[variable.unit] ?? variable.unit)}${fact(codebook.forms, variable.forms.map((form) => words.templates[form] ?? form).join(words.marks.list))}
${fact(codebook.variants, variable.variants.length === 0 ? words.none : variable.variants.join(words.marks.parts))}</dl>
<h2>${codebook.distribution}</h2><dl class="figures wide">${fact(codebook.printed, grouped(spread.printed))}${fact(codebook.empty, grouped(spread.empty))}${fact(codebook.zeros, grouped(spread.zeros))}
${spread.mean === null ? '' : fact(codebook.mean, grouped(Number(spread.mean.toPrecision(4))))}${(spread.quantiles ?? []).map((value, index) => fact(codebook.quantiles[index] ?? '', grouped(value)))}</dl>
${spread.decades.length === 0 ? '' : html`<h3>${codebook.decades}</h3><div class="scroll" tabindex="0" role="region" aria-label="${codebook.distribution}"><table class="plain bars"><tbody>${spread.decades.map(({ from, count }) => html`<tr><th scope="row">${codebook.range(grouped(from), grouped(from * 10))}</th><td class="n">${grouped(count)} <small>${percent(count / Math.max(1, spread.printed))}</small></td><td>${bar(count / most)}</td></tr>`)}</tbody></table></div>`}
${greatest.length === 0 ? '' : html`<h2>${codebook.topReports}</h2><div class="scroll" tabindex="0" role="region" aria-label="${codebook.distribution}"><table class="plain"><tbody>${greatest.map((one) => html`<tr><th scope="row"><a href="${links.part(organKey({ ...one, code: one.organ_code }), one.year, name)}">${one.organ} ${one.year}</a></th><td class="n">${grouped(one.value)}</td></tr>`)}</tbody></table></div>`}
${printed.length === 0 ? '' : html`<h2>${codebook.printedAs}</h2><div class="scroll" tabindex="0" role="region" aria-label="${codebook.distribution}"><table class="plain"><tbody>${printed.map(({ label, n }) => html`<tr><th scope="row">${label}</th><td class="n">${grouped(n)}</td></tr>`)}</tbody></table></div>`}</article>`,
  };
}

/** A bar without a style of its own: the policy forbids one. */
const bar = (share: number): Html =>
  html`<svg class="bar-svg" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.max(0.5, share * 100)}" height="4"/></svg>`;
