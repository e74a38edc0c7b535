import { ACROSS_RULES, FORMS, SECTIONS } from '../../codebook/index.ts';
import { GOVERNMENT_LEVELS, ORGAN_KINDS } from '../../organs/index.ts';
import { type Choices, citiesOf } from '../../query/choices.ts';
import { REPORT_STATUSES } from '../../query/filter.ts';
import type { ReportSelection } from '../address/query.ts';
import type { Asked } from '../page.ts';
import { type Html, html } from './html.ts';

type Choice = readonly [value: string, words: string];

/** A labelled list of choices; the first one is no wish, where there is one. */
export function select(
  name: string,
  label: string,
  choices: readonly Choice[],
  chosen: string | undefined,
  all: string | null,
): Html {
  return html`<label class="field"><span>${label}</span><select name="${name}">
${all === null ? '' : html`<option value="">${all}</option>`}
${choices.map(([value, words]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${words}</option>`)}
</select></label>`;
}

export const named = (keys: readonly string[], words: Readonly<Record<string, string>>): Choice[] =>
  keys.map((key) => [key, words[key] ?? key]);

/** The filters beside a list of reports; the form's address holds the state. */
export function filters(asked: Asked, selection: ReportSelection, choices: Choices): Html {
  const { words, links, store, language } = asked;
  const { find } = words;
  const years = choices.years.map((year): Choice => [String(year), String(year)]);
  const cities = selection.province === undefined ? [] : citiesOf(store, selection.province);
  const sections = SECTIONS.map(({ key, label, english }): Choice => [key, language === 'en' ? english : label]);
  const orders = selection.q === undefined ? ['date', 'year', 'organ'] : ['rank', 'date', 'year', 'received'];
  const year = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
  return html`<div class="fields">
${select('province', find.province, named(choices.provinces, {}), selection.province, words.all)}
${cities.length > 0 ? select('city', find.city, named(cities, {}), selection.city, words.all) : ''}
${select('level', find.level, named(GOVERNMENT_LEVELS, words.levels), selection.level, words.all)}
${select('kind', find.kind, named(Object.keys(ORGAN_KINDS), words.kinds), selection.kind, words.all)}
<label class="field"><span>${find.organ}</span><input name="organ" value="${selection.organ ?? ''}" autocomplete="off"></label>
<div class="pair">
${select('from', find.from, years, year(selection.from), words.all)}
${select('to', find.to, years, year(selection.to), words.all)}
</div>
${select('template', find.template, named(FORMS.templates, words.templates), selection.template, words.all)}
${select('failing', find.checks, [['any', find.anyFailing], ...named([...FORMS.rules, ...Object.keys(ACROSS_RULES)], words.rules)], selection.failing, words.all)}
${select('status', find.status, named(REPORT_STATUSES, words.statuses), selection.status, words.all)}
${selection.q === undefined ? '' : select('section', find.section, sections, selection.section, words.all)}
${select('order', find.order, named(orders, words.orders), selection.order ?? orders[0], null)}
</div>
<p class="buttons"><button type="submit">${find.apply}</button> <a href="${links.at('/', { q: selection.q })}">${find.clear}</a></p>`;
}
