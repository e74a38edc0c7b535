import {
  type AnyNode,
  attribute,
  childrenOf,
  type Element,
  elementsOf,
  forgetIndex,
  isHidden,
  isText,
  parseHtml,
} from '../dom/dom.ts';
import { withTags } from '../dom/escaped.ts';
import { type ChildNode, type HtmlDocument, rename, replaceContent } from '../dom/tree.ts';
import { markUnseen } from './resolve.ts';
import { holdsHeadings, holdsTables, showsHeading } from './reveal.ts';

const CARRIERS: ReadonlySet<string> = new Set(['textarea', 'template', 'noscript', 'xmp', 'script', 'input']);

/** Puts in the report that a page holds as markup in a text area, a template or a script, and shows after its scripts ran. */
export function revealMarkup(body: Element, sheets: readonly string[]): boolean {
  const isWanted = showsHeading(body)
    ? holdsTables
    : (content: AnyNode) => holdsTables(content) || holdsHeadings(content);
  for (const carrier of elementsOf(body, (element) => CARRIERS.has(element.name) || holdsEscaped(element))) {
    const content = contentOf(carrier);
    if (!isWanted(content)) continue;
    if (content.kind === 'document') markUnseen(content, sheets);
    putIn(carrier, childrenOf(bodyOf(content)));
    return true;
  }
  return false;
}

/** Elements that hold a report's markup as text, in XML that escapes it. */
const holdsEscaped = (element: Element): boolean =>
  element.children.some(
    (child) => isText(child) && child.data.length > SHORTEST_ESCAPED && /<t[dr]\b/i.test(child.data),
  );

const SHORTEST_ESCAPED = 200;

function putIn(carrier: Element, content: readonly ChildNode[]): void {
  rename(carrier, 'div');
  carrier.attribs = {};
  carrier.unseen = null;
  forgetIndex(carrier);
  replaceContent(carrier, content);
}

const bodyOf = (page: AnyNode): AnyNode => elementsOf(page, ({ name }) => name === 'body')[0] ?? page;

/** A template's content is parsed already; the others hold markup as text. */
function contentOf(carrier: Element): AnyNode {
  const [fragment] = childrenOf(carrier);
  if (carrier.name === 'template' && fragment) return fragment;
  const text =
    carrier.name === 'input'
      ? attribute(carrier, 'value')
      : carrier.children.map((child) => (isText(child) ? child.data : '')).join('');
  return parseHtml(withTags(carrier.name === 'script' ? markupIn(text) : text));
}

/** The markup in a script, be it a template or a string: from the first tag to the last, escapes undone. Nothing is executed. */
function markupIn(script: string): string {
  const plain = withTags(
    unescaped(script)
      .replace(/\\(?:u|x(?=[0-9a-f]{2}))([0-9a-f]{4}|[0-9a-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
      .replace(/\\[nrt]/g, '\n')
      .replace(/\\(["'/\\])/g, '$1'),
  );
  return /<t[dr]\b/i.test(plain) ? plain.slice(plain.indexOf('<'), plain.lastIndexOf('>') + 1) : '';
}

/** What a script wrote with `escape` or `encodeURIComponent`, as `document.write(unescape('%3Ctable…'))` shows it. */
function unescaped(script: string): string {
  if (!/%3Ct[dr]\b/i.test(script)) return script;
  const single = script.replace(/%u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const isUtf8 = /decodeURI/.test(script);
  return single.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
    return bytes.toString(isUtf8 ? 'utf8' : 'latin1');
  });
}

/** Frames in frames: nobody writes more. */
const DEEPEST = 3;

/** Puts in the pages that frames hold in an attribute: they are seen where the frame stands, and look as they themselves say. */
export function openFrames(page: HtmlDocument, depth = 0): void {
  if (depth === DEEPEST) return;
  for (const frame of elementsOf(
    page,
    (element) => element.name === 'iframe' && 'srcdoc' in element.attribs && !isHidden(element),
  )) {
    const inner = parseHtml(attribute(frame, 'srcdoc'));
    markUnseen(inner);
    openFrames(inner, depth + 1);
    putIn(frame, childrenOf(bodyOf(inner)));
  }
}
