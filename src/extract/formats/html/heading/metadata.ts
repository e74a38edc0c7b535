import { signalOf } from '../../text/signals.ts';
import { attribute, descendants, type Element, elementsOf, isElement, isShown, isText, shownText } from '../dom/dom.ts';
import { printedLine } from '../dom/line.ts';

/** The content of the first filled meta of a name, without regard to case; a fragment of the site's header is no article. */
export function metaReader(document: Parameters<typeof elementsOf>[0]): (name: string) => string | null {
  const values = new Map<string, string[]>();
  for (const meta of elementsOf(document, (element) => element.name === 'meta')) {
    const name = (attribute(meta, 'name') || attribute(meta, 'property') || attribute(meta, 'itemprop'))
      .trim()
      .toLowerCase();
    const content = printedLine(attribute(meta, 'content'));
    if (name === '' || content === '') continue;
    values.set(name, [...(values.get(name) ?? []), content]);
  }
  // Blocks are repeated where a header fragment (ColumnName 头部) brings its own; the page's own stand last.
  return (name) => values.get(name.toLowerCase())?.findLast((value) => value !== '头部') ?? null;
}

const LINE_ENDS: ReadonlySet<string> = new Set('p div li tr br h1 h2 h3 h4 dt ul table publishtime'.split(' '));
const CELLS: ReadonlySet<string> = new Set(['td', 'th', 'dd']);
const FIELDS: ReadonlySet<string> = new Set(['span', 'i', 'em', 'b', 'strong', 'label', 'font', 'a']);
const LONGEST_LINE = 400;
/** Two spaces part one field of a header line from the next. */
const GAP = '\u00a0\u00a0';

/** An inline element behind another is a field of its own; not a run in which an editor has cut a name (县人|民政府). */
function isFieldOfItsOwn(element: Element, before: string): boolean {
  if (!FIELDS.has(element.name) || !element.prev || !isElement(element.prev)) return false;
  const text = shownText(element);
  return !/\p{Script=Han}$/u.test(before) || !/^\p{Script=Han}/u.test(text) || /[:：]/.test(text);
}

export interface LineOptions {
  /** An element to leave out, with its content: the text itself. */
  readonly without?: Element;
  readonly leaveOut?: (element: Element) => boolean;
  /** True where neighbouring inline elements are fields that style keeps apart, not parts of one word. */
  readonly apart?: boolean;
  /** No more lines than this. */
  readonly most?: number;
  /** The last line that is wanted: none behind the first of which this is true. */
  readonly upTo?: (line: string) => boolean;
  /** Where to stop: only what stands in front of this element. */
  readonly until?: Element;
}

const TWO_COLONS = /[:：]\s*[:：]/g;

/** The shown lines below `root`; the cells of a row stand on one line. */
export function shownLines(root: Element, options: LineOptions = {}): string[] {
  const { without, leaveOut, apart = false, most = Number.POSITIVE_INFINITY, until, upTo } = options;
  const lines: string[] = [];
  let line = '';
  let isLast = false;
  const end = (): void => {
    if (line === '') return;
    const printed = printedLine(line).replace(TWO_COLONS, '：');
    line = '';
    if (printed === '' || printed.length > LONGEST_LINE) return;
    lines.push(printed);
    isLast = lines.length >= most || upTo?.(printed) === true;
  };
  const enter = (element: Element): boolean => element !== without && isShown(element) && !leaveOut?.(element);
  for (const node of descendants(root, enter)) {
    if (isLast) return lines;
    if (node === until) break;
    if (isText(node)) line += node.data;
    else if (!isElement(node)) continue;
    else if (LINE_ENDS.has(node.name)) end();
    else if (CELLS.has(node.name) || (apart && isFieldOfItsOwn(node, line))) line += GAP;
  }
  end();
  return lines;
}

/** Lines of the text itself among which a header block is looked for. */
const HEAD_LINES = 15;

/** The lines of a page where its header block stands: those outside the report's text, then those above its first heading. */
export function headerLines(page: Element, text: Element): string[] {
  const inside = shownLines(text, { apart: true, most: HEAD_LINES });
  const heading = inside.findIndex((line) => signalOf(line) !== null || line.includes('。'));
  return [...shownLines(page, { without: text, apart: true }), ...inside.slice(0, heading < 0 ? HEAD_LINES : heading)];
}
