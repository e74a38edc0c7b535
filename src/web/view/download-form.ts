import { FORMATS } from '../../export/formats/index.ts';
import { SHAPES, type ShapeName } from '../../export/shapes/index.ts';
import type { ReportSelection } from '../address/query.ts';
import type { Asked } from '../page.ts';
import { exportCommand } from './command.ts';
import { copyable } from './copyable.ts';
import { named, select } from './filters.ts';
import { type Html, html } from './html.ts';

/** Every shape and format of `nianbao export`, of what is selected at present, and the command that gives the same. */
export function downloadForm(asked: Asked, selection: ReportSelection, shape: ShapeName = 'wide'): Html {
  const { words, links } = asked;
  const { page: _page, order: _order, section: _section, ...limits } = selection;
  return html`<section class="download" aria-labelledby="download"><h2 id="download">${words.find.download}</h2>
<form method="get" action="${links.at('/download')}">
${Object.entries(limits).map(([name, value]) => (value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`))}
${select('shape', words.find.shape, named(Object.keys(SHAPES), words.shapes), shape, null)}
${select('format', words.find.format, named(Object.keys(FORMATS), {}), 'csv', null)}
<button type="submit">${words.find.download}</button></form>
<p class="hint">${words.find.downloadHint}</p>${copyable(exportCommand(selection, shape), words.copy, words.copied)}</section>`;
}
