import { decode } from '../charset.ts';
import { type Document, UnreadableError, type Warning } from '../document.ts';
import { blocksOf } from './html/body/blocks.ts';
import { withScans } from './html/body/scans.ts';
import { isFrameElement } from './html/content/containers.ts';
import { mainContent } from './html/content/main-content.ts';
import { cutOffWarnings } from './html/cut-off.ts';
import { ancestorsOf, type Element, elementsOf, parseHtml, shownText } from './html/dom/dom.ts';
import { printedLine } from './html/dom/line.ts';
import { isErrorPage } from './html/frame/error-page.ts';
import { furtherPagesWarnings } from './html/frame/further-pages.ts';
import { withoutFrame } from './html/frame/own-blocks.ts';
import { headerLines, metaReader } from './html/heading/metadata.ts';
import { type PageTitle, pageTitle, titleAbove } from './html/heading/page-title.ts';
import { isReportTitle, namesNobody } from './html/heading/title.ts';
import { nameByRoles } from './html/table/roles.ts';
import { openFrames, revealMarkup } from './html/visibility/carried-markup.ts';
import { markUnseen } from './html/visibility/resolve.ts';
import { hasTables, revealHidden } from './html/visibility/reveal.ts';
import { visibilityWarnings } from './html/visibility/warnings.ts';
import type { FormatReader, ReadHints } from './reader.ts';
import { readHeaderFields } from './text/header-fields.ts';

/** Reads HTML pages and HTML that Word, WPS and Excel save: the report's text without the page around it. */
export const htmlReader: FormatReader = {
  formats: ['html'],
  read: async (bytes, _format, hints) => {
    const { document, body } = readHtml(bytes, hints);
    return withScans(document, body);
  },
};

function readHtml(bytes: Uint8Array, hints: ReadHints): { readonly document: Document; readonly body: Element } {
  const decoded = hints.decoded?.(bytes) ?? decode(bytes, hints.charset === undefined ? {} : { header: hints.charset });
  const parsed = parseHtml(decoded.text);
  const [body] = elementsOf(parsed, ({ name }) => name === 'body' || name === 'frameset');
  const [titleElement] = elementsOf(parsed, ({ name }) => name === 'title');
  if (!body) throw new UnreadableError('damaged', 'The HTML has no body; fetch the page again.');
  const stated = titleElement
    ? printedLine(titleElement.children.map((child) => ('data' in child ? child.data : '')).join(''))
    : null;
  const meta = metaReader(parsed);
  const visibility = markUnseen(parsed);
  openFrames(parsed);
  nameByRoles(parsed);
  const revealed = !hasTables(body) && (revealHidden(body, visibility.unseen) || revealMarkup(body, visibility.sheets));
  const content = mainContent(body);
  refuseErrorPage(body, stated, content.marked.size > 0);
  const named = pageTitle(body, meta, stated || null);
  // Of the site's own sources `<title>` is trusted least: many systems put site and channel in front of the article's.
  const trusted = named && isReportTitle(named.text) && named.from !== 'title element';
  const title = trusted ? named : fullerOf(titleAbove(body, content.root), named);
  const leaveOut = (element: Element): boolean =>
    !content.marked.has(element) && isFrameElement(element) && !isInTable(element, content.marked);
  const { blocks, warnings } = blocksOf(content.root, leaveOut, /^gnumeric/i.test(meta('generator') ?? ''));
  const shownTitle = title && title.from === 'page' && isReportTitle(title.text) ? title.text : null;
  const own = withoutFrame(blocks, shownTitle);
  const document: Document = {
    format: 'html',
    charset: decoded.charset,
    charsetEvidence: decoded.evidence,
    blocks: own.blocks,
    metadata: readHeaderFields(headerLines(body, content.root), meta, own.title ?? title?.text ?? null),
    warnings: [
      ...decoded.warnings,
      ...warnings,
      ...cutOffWarnings(decoded.text),
      ...revealedWarnings(revealed),
      ...visibilityWarnings(visibility),
      ...(content.marked.size > 0 ? furtherPagesWarnings(content.root) : []),
      ...emptyWarnings(own.blocks.length),
    ],
  };
  return { document, body };
}

/** Cells of the report's tables are its own, whatever they are called: header, footer, position. */
function isInTable(element: Element, marked: ReadonlySet<Element>): boolean {
  for (const { name, parent } of ancestorsOf(element)) {
    if (!/^(?:t[rdh]|tbody|thead|tfoot)$/.test(name)) continue;
    return parent !== null && [...ancestorsOf(parent)].some((around) => around.name === 'table' && marked.has(around));
  }
  return false;
}

/** The heading that the page shows, or what it states where that says whose report it is. */
function fullerOf(shown: PageTitle | null, stated: PageTitle | null): PageTitle | null {
  const isFuller = stated !== null && shown !== null && namesNobody(shown.text) && stated.text.endsWith(shown.text);
  return isFuller ? stated : (shown ?? stated);
}

function refuseErrorPage(body: Element, title: string | null, hasReport: boolean): void {
  if (hasReport) return;
  const lines = shownText(body).split('\n').map(printedLine).filter(Boolean);
  if (isErrorPage(title, lines))
    throw new UnreadableError(
      'error_page',
      `The page is an error page (“${title || lines[0] || ''}”), not a report; fetch it again later.`,
    );
}

const revealedWarnings = (revealed: boolean): Warning[] =>
  revealed
    ? [
        {
          code: 'hidden_content',
          message: 'The report was read from content that the page shows only by script.',
          where: null,
        },
      ]
    : [];

const emptyWarnings = (blocks: number): Warning[] =>
  blocks > 0
    ? []
    : [
        {
          code: 'no_text',
          message: 'The page shows no text; the report may be an attachment, or put in by a script.',
          where: null,
        },
      ];
