import { attribute, descendants, type Element, elementsOf, isElement, isHidden, isSilent, isText } from './dom.ts';
import { printedLine } from './line.ts';

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

const LINE_ENDS: ReadonlySet<string> = new Set('p div li tr br h1 h2 h3 h4 dt dd ul table publishtime'.split(' '));
const LONGEST_LINE = 400;

/**
 * The shown lines of a page outside `text`, for the header block; the cells of a row stand on one line, a label and its value with a colon
 * between them.
 */
export function headerLines(
  page: Element,
  text: Element | null,
  leaveOut: (element: Element) => boolean = () => false,
): string[] {
  const lines: string[] = [];
  let line = '';
  const end = (): void => {
    const printed = printedLine(line).replace(/[:：]\s*[:：]/g, '：');
    if (printed !== '' && printed.length <= LONGEST_LINE) lines.push(printed);
    line = '';
  };
  for (const node of descendants(
    page,
    (element) => element !== text && !isSilent(element) && !isHidden(element) && !leaveOut(element),
  )) {
    if (isText(node)) line += node.data;
    else if (isElement(node) && LINE_ENDS.has(node.name)) end();
    else if (isElement(node) && (node.name === 'td' || node.name === 'th')) line += '\u00a0\u00a0';
  }
  end();
  return lines;
}
