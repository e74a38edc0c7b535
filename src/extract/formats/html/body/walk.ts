import { raisedText } from '../../office/text-style.ts';
import {
  type AnyNode,
  childrenOf,
  type Element,
  isElement,
  isSilent,
  isStruck,
  isText,
  shownText,
} from '../dom/dom.ts';
import { printedLine } from '../dom/line.ts';
import { FIELDS, fieldValue } from './field.ts';

/** What a walk over shown content reports, in document order. */
export interface Sink {
  /** What is read is one cell of a table. */
  readonly isCell: boolean;
  text(data: string): void;
  /** `<br>`: a new line of the same block. */
  lineBreak(): void;
  /** Begin or end of a block element. */
  blockBreak(): void;
  /** Content of a heading; ended by the call with null. */
  heading(level: number | null): void;
  /** True if the sink took the table as a whole; else its content is walked as blocks. */
  table(element: Element, depth: number): boolean;
  preformatted(text: string): void;
  /** The value of a form field, which browsers print. */
  field(value: string): void;
  /** The last character given so far on this line, or an empty string. */
  last(): string;
}

export interface WalkOptions {
  /** Elements to leave out with their content. */
  readonly skip: (element: Element) => boolean;
  /** Called when content below the deepest level is given as plain text. */
  readonly onTooDeep: () => void;
  readonly onStruck: () => void;
  /** Called with the number of cells of a data table that show a picture and no text. */
  readonly onPictureCells: (count: number) => void;
  /** The page is a sheet whose cells span the neighbours that their text flows over. */
  readonly overflows: boolean;
}

/** Deeper than any page (browsers stop at 512); more is unclosed tags or an attack, and must not overflow the stack. */
const MAX_DEPTH = 600;

const BLOCKS = namesOf(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup hr html legend li main menu nav ol p section summary table tbody td tfoot th thead tr ul ucapcontent ucaptitle publishtime founder-content',
);

/** How an element is gone through by its name; all others are parts of a line. */
type Kind = 'break' | 'field' | 'raised' | 'preformatted' | 'stacked' | 'block' | 'heading';

/** Asked once for every element of a page. */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...kinds('block', BLOCKS),
  ...kinds('heading', namesOf('h1 h2 h3 h4 h5 h6')),
  ...kinds('break', ['br']),
  ...kinds('field', FIELDS),
  ...kinds('raised', ['sup', 'sub']),
  ...kinds('preformatted', ['pre', 'listing', 'plaintext']),
  // Parts of a formula that stand over and under each other: fractions, powers, indices, limits.
  ...kinds('stacked', namesOf('mfrac msup msub msubsup mover munder munderover mmultiscripts mroot')),
]);

function namesOf(names: string): readonly string[] {
  return names.split(' ');
}

function kinds(kind: Kind, names: Iterable<string>): [name: string, kind: Kind][] {
  return [...names].map((name) => [name, kind]);
}

export function walk(root: AnyNode, sink: Sink, options: WalkOptions, depth = 0): void {
  for (const child of childrenOf(root)) visit(child, sink, options, depth);
}

function visit(node: AnyNode, sink: Sink, options: WalkOptions, depth: number): void {
  if (isText(node)) sink.text(node.data);
  if (node.kind === 'document') walk(node, sink, options, depth);
  if (!isElement(node)) return;
  if (isStruck(node)) options.onStruck();
  if (options.skip(node)) return;
  if (depth > MAX_DEPTH) {
    options.onTooDeep();
    sink.text(` ${shownText(node)} `);
  } else visitElement(node, sink, options, depth);
}

function visitElement(element: Element, sink: Sink, options: WalkOptions, depth: number): void {
  const { name, set } = element;
  const kind = KINDS.get(name);
  if (kind === 'break') sink.lineBreak();
  else if (kind === 'field') sink.field(fieldValue(element));
  else if (isSilent(element)) return;
  else if (kind === 'raised' || set === 'raised') visitRaised(element, sink, options, depth);
  else if (kind === 'preformatted') visitPre(element, sink, options, depth);
  else if (kind === 'stacked' && sink.isCell) visitStacked(element, sink, options, depth);
  else if (set === 'aside') visitAside(element, sink, options, depth);
  else if (isBlock(kind, set)) visitBlock(element, sink, options, depth);
  else walk(element, sink, options, depth + 1);
}

/** By its name, where its style does not set it otherwise. */
const isBlock = (kind: Kind | undefined, set: Element['set']): boolean =>
  set === 'apart' || (set !== 'inline' && (kind === 'block' || kind === 'heading'));

function visitBlock(element: Element, sink: Sink, options: WalkOptions, depth: number): void {
  if (element.name === 'table' && sink.table(element, depth + 1)) return;
  const level = KINDS.get(element.name) === 'heading' ? Number(element.name.slice(1)) : null;
  sink.blockBreak();
  if (level !== null) sink.heading(level);
  walk(element, sink, options, depth + 1);
  sink.blockBreak();
  if (level !== null) sink.heading(null);
}

function visitRaised(element: Element, sink: Sink, options: WalkOptions, depth: number): void {
  const mark = printedLine(shownText(element));
  const printed = raisedText(sink.last(), mark);
  if (printed !== mark) sink.text(printed);
  else walk(element, sink, options, depth + 1);
}

/** Digits over and under each other are not those of one number. */
function visitStacked(element: Element, sink: Sink, options: WalkOptions, depth: number): void {
  const parts = childrenOf(element).filter((child) => isElement(child) || (isText(child) && /\S/.test(child.data)));
  parts.forEach((part, at) => {
    if (at > 0) sink.text(' | ');
    visit(part, sink, options, depth + 1);
  });
}

/** Digits of a cell that stand elsewhere on the page than they do in the file are none of the number beside them. */
function visitAside(element: Element, sink: Sink, options: WalkOptions, depth: number): void {
  const isApart = sink.isCell && /\d/.test(shownText(element));
  if (isApart && /\S/.test(sink.last())) sink.text(' | ');
  walk(element, sink, options, depth + 1);
  if (isApart) sink.text(' | ');
}

function visitPre(element: Element, sink: Sink, options: WalkOptions, depth: number): void {
  sink.blockBreak();
  const hasBlocks = childrenOf(element).some((child) => isElement(child) && KINDS.get(child.name) === 'block');
  if (hasBlocks) walk(element, sink, options, depth + 1);
  else sink.preformatted(shownText(element));
  sink.blockBreak();
}
