import { FORMS, TABLE_KEYS } from '../../codebook/index.ts';
import type { Cell, Table } from '../../extract/document.ts';
import { cellHistory } from '../../query/cell-history.ts';
import { QueryError } from '../../query/errors.ts';
import { indicatorKeyAt, sectionsOfReport } from '../../query/report-cells.ts';
import { type Receipt, receiptOf } from '../../why/receipt.ts';
import { OF_REPORT, parametersOf } from '../address/query.ts';
import { type Asked, NotFound, type View } from '../page.ts';
import type { SourceView } from '../source/job.ts';
import { nameOf, nameOfCell } from '../view/cell-names.ts';
import { copyable } from '../view/copyable.ts';
import { bytesOf, type Html, type HtmlContent, html, plain } from '../view/html.ts';
import { safeUrl } from '../view/safe-url.ts';
import { warningLine } from '../view/warning.ts';
import { isView, type OneReport, reportAt } from './find-report.ts';

/** Formats that are recognised from pixels: read once more only where somebody asks. */
const SLOW: ReadonlySet<string> = new Set(['image', 'pdf', 'ofd']);
/** Rows of the source's table that are shown, around the marked one. */
const ROWS_AROUND = 60;
const SHOWN_CELL = 200;

/** A number's receipt and, beside it, the place where it stands. */
export async function cellPage(asked: Asked, called: string, year: string, name: string): Promise<View> {
  const one = reportAt(asked, called, year);
  if (isView(one)) return one;
  const { store, sources } = asked;
  const receipt = receiptNamed(asked, one, name);
  const { again } = OF_REPORT.parse(parametersOf(asked.query));
  const { cell } = receipt;
  const isDrawn = cell.page !== null && cell.box !== null && SLOW.has(receipt.document.format ?? '');
  const job = { dataDir: store.dataDir, origin: receipt, receipt };
  const page = isDrawn ? await sources.open({ ...job, kind: 'page', page: cell.page ?? 1 }) : null;
  const reread =
    again === '1' || !SLOW.has(receipt.document.format ?? '') ? await sources.open({ ...job, kind: 'reread' }) : null;
  return {
    title: `${receipt.organ} ${receipt.year} · ${cell.label}`,
    data: {
      ...receipt,
      reread:
        reread === null
          ? null
          : reread.kind === 'reread'
            ? { extractor: reread.extractor, differences: reread.differences }
            : { error: reasonOf(reread) },
    },
    body: () => body(asked, one, receipt, page, reread),
  };
}

/** @throws NotFound where the report has no such cell, telling what it has. */
function receiptNamed({ store }: Asked, { row }: OneReport, name: string): Receipt {
  try {
    return receiptOf(store, row.id, name);
  } catch (error) {
    throw error instanceof QueryError ? new NotFound(error.message) : error;
  }
}

const reasonOf = (source: SourceView): string => (source.kind === 'lost' ? source.reason : '');

function body(
  asked: Asked,
  one: OneReport,
  receipt: Receipt,
  page: SourceView | null,
  reread: SourceView | null,
): Html {
  const { words, links } = asked;
  const { organ, row, parameters } = one;
  return html`<article class="receipt">
<p class="crumbs"><a href="${links.report(organ.key, row.year, parameters)}">← ${words.receipt.back}: ${receipt.organ} ${receipt.year}</a></p>
<h1>${heading(asked, one, receipt)}</h1>
<p class="big">${value(receipt, words)}</p>
<div class="sides">
<section aria-labelledby="receipt">${facts(asked, one, receipt)}${history(asked, one, receipt)}${again(asked, one, receipt, reread)}</section>
<section class="source" aria-labelledby="source"><h2 id="source">${words.receipt.source}</h2>${source(asked, one, receipt, page, reread)}</section>
</div></article>`;
}

/** The row and the column; in English with what the form prints. */
function heading({ language, store }: Asked, { row }: OneReport, { cell }: Receipt): HtmlContent {
  if (language !== 'en') return cell.label;
  const [, position] = /^indicators\/(\d+)$/.exec(cell.name) ?? [];
  const key = position === undefined ? null : indicatorKeyAt(store, row.id, Number(position));
  if (position !== undefined && key === null) return html`<span lang="zh-CN">${cell.label}</span>`;
  const name = key === null ? nameOfCell(cell.name, 'en') : nameOf(key, 'en');
  return html`${name} <small lang="zh-CN">${cell.label}</small>`;
}

function value({ cell }: Receipt, words: Asked['words']): Html {
  if (cell.value === null)
    return html`<span class="unread">${(cell.raw ?? '').trim() || words.reportPage.blank}</span>`;
  return html`<span class="n">${plain(cell.value)}</span> <span class="unit">${words.units[cell.unit ?? ''] ?? cell.unit ?? ''}</span>`;
}

function facts(asked: Asked, one: OneReport, receipt: Receipt): Html {
  const { words, language, links } = asked;
  const { cell, document, capture, warnings, failed_checks: failed } = receipt;
  const { receipt: say } = words;
  const file = (name: string): string => links.part(one.organ.key, one.row.year, name, one.parameters);
  const place = [
    cell.table === null ? say.inText : say.atTable(cell.table + 1, (cell.row ?? 0) + 1, (cell.column ?? 0) + 1),
    cell.page === null ? '' : say.atPage(cell.page),
    cell.confidence === null ? '' : say.recognised(cell.confidence.toFixed(2)),
  ];
  const fact = (name: HtmlContent, content: HtmlContent): Html => html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
  return html`<h2 id="receipt">${say.title}</h2><dl class="chain">
${fact(say.value, value(receipt, words))}
${fact(say.printed, cell.raw === null ? say.nothing : html`<q>${cell.raw}</q>`)}
${fact(say.place, place.filter(Boolean).join(' · '))}
${warnings.map((warning) => fact(html`<span class="mark">⚠</span> ${words.reportPage.warnings}`, html`${warningLine(warning)} <small><code>${warning.code}</code></small>`))}
${failed.map((check) => fact(`✗ ${words.reportPage.check}`, checkInWords(check, words, language)))}
${fact(say.names, variable(asked, cell))}
${fact(say.document, html`<span class="url">${safeUrl(document.url)}</span><small>${[document.format, document.charset, bytesOf(document.size), say.readBy(document.extractor)].filter(Boolean).join(' · ')}<br><code>sha256 ${document.sha256}</code></small>`)}
${
  capture === null
    ? fact(say.archive, say.nothing)
    : html`${fact(say.archive, html`<code>${capture.warc_file}</code><small>${capture.warc_offset} + ${capture.warc_length} B</small>`)}
${fact(say.answer, html`<span class="url">${safeUrl(capture.url)}</span><small>${[capture.status, capture.captured_at.slice(0, 19).replace('T', ' '), capture.content_type, modified(capture.last_modified, say.modified)].filter(Boolean).join(' · ')}</small>`)}`
}
${receipt.led_by.length === 0 ? '' : fact(say.ledBy, html`<ol class="steps">${receipt.led_by.map(({ kind, url, said }) => html`<li><b>${say.steps[kind] ?? kind}</b> <span class="url">${safeUrl(url)}</span>${said === null ? '' : html`<small>${said}</small>`}</li>`)}</ol>`)}
</dl>
<p class="actions"><a href="${file('file')}">${words.reportPage.original}</a> · <a href="${file('capture')}">${words.reportPage.capture}</a></p>`;
}

/** A number's column in a wide export, and its page of the codebook; of a list its place. */
function variable({ links }: Asked, { name }: Receipt['cell']): Html {
  const [table = '', row = '', column = ''] = name.split('/');
  const known = TABLE_KEYS.find((key) => key === table);
  const exported = known === undefined ? null : FORMS.exportName(known, row, column);
  return exported === null
    ? html`<code>${name}</code>`
    : html`<a href="${links.at(`/codebook/${exported}`)}"><code>${exported}</code></a>`;
}

function modified(date: string | null, say: string): string | null {
  const time = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? date : `${say} ${new Date(time).toISOString().slice(0, 16).replace('T', ' ')}`;
}

/** `balance total: 196.0 against 189.0`, as a receipt has it, in words. */
function checkInWords(check: string, words: Asked['words'], language: Asked['language']): string {
  const [, rule = '', scope = '', left, right] = /^(\S+) (.+): (\S+) against (\S+)$/.exec(check) ?? [];
  if (left === undefined || right === undefined) return check;
  return `${words.rules[rule] ?? rule} · ${nameOf(scope, language)}: ${Number(left)} ≠ ${Number(right)}`;
}

function history(asked: Asked, { organ }: OneReport, { cell }: Receipt): HtmlContent {
  const { words, links, store } = asked;
  const rows = cellHistory(store, organ.ids, cell.name);
  if (rows.length < 2) return '';
  return html`<h2>${words.receipt.neighbours}</h2><ul class="years">${rows.map(
    ({ year, value: number, raw, portal_id: portal, path }) =>
      html`<li><a href="${links.part(organ.key, year, path, { portal: organ.portal === null ? null : portal })}"><span>${year}</span> <b class="n">${number === null ? (raw ?? '').trim() || '—' : plain(number)}</b></a></li>`,
  )}</ul>`;
}

function again(asked: Asked, { organ, row, parameters }: OneReport, receipt: Receipt, reread: SourceView | null): Html {
  const { words, links } = asked;
  const command = `npx nianbao why ${receipt.organ} ${receipt.year} ${receipt.cell.name.replaceAll('/', '.')}`;
  const name = receipt.cell.name.replaceAll('/', '.');
  const told =
    reread === null
      ? html`<a href="${links.part(organ.key, row.year, name, { ...parameters, again: 1 })}">${words.receipt.again}</a>`
      : reread.kind !== 'reread'
        ? html`<span class="fail">✗ ${words.receipt.lost}${reasonOf(reread)}</span>`
        : reread.differences.length === 0
          ? html`<span class="ok">✓ ${words.receipt.same}</span>`
          : html`<span class="fail">✗ ${words.receipt.different}${reread.differences.join('; ')}</span>`;
  return html`<p class="again">${told}</p><h2>${words.receipt.command}</h2>${copyable(command, words.copy, words.copied)}`;
}

function source(
  asked: Asked,
  one: OneReport,
  receipt: Receipt,
  page: SourceView | null,
  reread: SourceView | null,
): HtmlContent {
  const { words } = asked;
  if (page?.kind === 'page' && page.picture !== null) return pagePicture(asked, one, receipt, page.picture);
  if (reread?.kind === 'reread' && reread.table !== null)
    return tableWithMark(reread.table, receipt, words.receipt.tableCaption);
  if (page?.kind === 'lost' || reread?.kind === 'lost')
    return html`<p class="notice">${words.receipt.lost}${reasonOf(page?.kind === 'lost' ? page : (reread as SourceView))}</p>${inText(asked, one, receipt)}`;
  return inText(asked, one, receipt);
}

/** The page as a picture with a box drawn, and the surroundings of the box larger. */
function pagePicture(
  { links, words }: Asked,
  { organ, row, parameters }: OneReport,
  { cell }: Receipt,
  { width, height }: { width: number; height: number },
): Html {
  const number = cell.page ?? 1;
  const href = links.part(organ.key, row.year, `page/${number}`, parameters);
  const [left, top, right, bottom] = cell.box ?? [0, 0, 0, 0];
  const box = html`<rect class="here" x="${left - 2}" y="${top - 2}" width="${right - left + 4}" height="${bottom - top + 4}" rx="1.5"/>`;
  const picture = html`<image href="${href}" width="${width}" height="${height}"/>`;
  const wide = Math.min(width, Math.max(220, (right - left) * 3));
  const x = Math.max(0, Math.min(width - wide, (left + right - wide) / 2));
  const y = Math.max(0, Math.min(height - wide * 0.4, (top + bottom - wide * 0.4) / 2));
  return html`<figure class="closeup"><svg viewBox="${x} ${y} ${wide} ${wide * 0.4}" role="img" aria-label="${words.receipt.closeUp}">${picture}${box}</svg><figcaption>${words.receipt.closeUp}</figcaption></figure>
<figure class="page"><a href="${href}"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${words.receipt.page(number)}">${picture}${box}</svg></a><figcaption>${words.receipt.page(number)}</figcaption></figure>`;
}

/** The document's own table, with its merged cells and the cell marked. */
function tableWithMark({ rows, cells }: Table, { cell }: Receipt, caption: string): Html {
  const here = cell.row ?? 0;
  const [from, to] = [Math.max(0, here - ROWS_AROUND), Math.min(rows, here + ROWS_AROUND)];
  const isHere = (one: Cell): boolean => one.row === cell.row && one.column === cell.column;
  const lines = Array.from({ length: to - from }, (_, index) => cells.filter((one) => one.row === from + index));
  return html`<figure><div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="printed-source"><tbody>${lines.map(
    (line) =>
      html`<tr>${line.map(
        (one) =>
          html`<td rowspan="${Math.min(one.rowSpan, to - one.row)}" colspan="${one.colSpan}"${isHere(one) ? html` class="here" aria-current="true"` : ''}>${isHere(one) ? html`<mark>${one.text.slice(0, SHOWN_CELL)}</mark>` : one.text.slice(0, SHOWN_CELL)}</td>`,
      )}</tr>`,
  )}</tbody></table></div><figcaption>${caption}</figcaption></figure>`;
}

/** Of a number in running text the sentences that print it, marked. */
function inText({ store, words }: Asked, { row }: OneReport, { cell }: Receipt): HtmlContent {
  const printed = (cell.raw ?? '').trim();
  if (printed === '') return html`<p class="nothing">${words.receipt.inText}</p>`;
  const found = sectionsOfReport(store, row.id).flatMap(({ heading, text }) =>
    sentencesWith(text, printed).map((sentence) => ({ heading, sentence })),
  );
  return html`<figure><blockquote>${found.slice(0, 8).map(({ heading, sentence }) => html`<p><small>${heading}</small><br>${sentence}</p>`)}</blockquote><figcaption>${words.receipt.textCaption}</figcaption></figure>`;
}

/** Sentences in which the text stands as a number of its own. */
function sentencesWith(text: string, printed: string): HtmlContent[] {
  return text
    .split(/(?<=[。！？；])|\n/u)
    .map((sentence) => ({ sentence, at: standingAlone(sentence, printed) }))
    .filter(({ at }) => at >= 0)
    .map(
      ({ sentence, at }) =>
        html`${sentence.slice(Math.max(0, at - 200), at)}<mark>${printed}</mark>${sentence.slice(at + printed.length, at + printed.length + 200)}`,
    );
}

function standingAlone(sentence: string, printed: string): number {
  for (let at = sentence.indexOf(printed); at >= 0; at = sentence.indexOf(printed, at + 1))
    if (!/\d/.test(sentence[at - 1] ?? '') && !/\d/.test(sentence[at + printed.length] ?? '')) return at;
  return -1;
}
