import { type html, type Token, type TreeAdapter, type TreeAdapterTypeMap, html as vocabulary } from 'parse5';

/**
 * The nodes of a parsed page: plain objects, as a page has thousands of them and the classes of DOM libraries take twice as long to make.
 * `parent`, `prev` and `next` are null where there is none.
 */
interface Linked {
  parent: ParentNode | null;
  prev: ChildNode | null;
  next: ChildNode | null;
}

export interface Element extends Linked {
  readonly kind: 'element';
  /** Changed by `rename`. */
  readonly name: string;
  /** Whether the content of elements of its name is never shown as text of the page; every walk asks. */
  readonly isSilent: boolean;
  /** Shared by elements of the same tag: to be replaced, not changed. */
  attribs: Readonly<Record<string, string>>;
  children: ChildNode[];
  readonly namespace: html.NS;
  /** Why a reader of the page does not see it; null for what is seen, as far as its own style goes. */
  unseen: 'hidden' | 'struck' | null;
  /** A cell whose number may not be what is seen, or be struck out. */
  isDoubtful: boolean;
  /**
   * How its style sets it, where that is not as its name says: on lines of its own, in the line, out of the line and perhaps over other text, or
   * raised like the mark of a note.
   */
  set: 'apart' | 'inline' | 'aside' | 'raised' | null;
}

export interface Text extends Linked {
  readonly kind: 'text';
  data: string;
}

export interface Comment extends Linked {
  readonly kind: 'comment';
  readonly data: string;
}

export interface Doctype extends Linked {
  readonly kind: 'doctype';
  readonly name: string;
  readonly publicId: string;
  readonly systemId: string;
}

/** A page, or the content of a template, which is its only child. */
export interface HtmlDocument extends Linked {
  readonly kind: 'document';
  children: ChildNode[];
  mode: html.DOCUMENT_MODE;
  /** Its elements in document order, where they are known and nothing has been put in from elsewhere. */
  elements: readonly Element[] | null;
}

export type ParentNode = HtmlDocument | Element;
export type ChildNode = Element | Text | Comment | Doctype | HtmlDocument;
export type AnyNode = ChildNode;

type Map = TreeAdapterTypeMap<
  AnyNode,
  ParentNode,
  ChildNode,
  HtmlDocument,
  HtmlDocument,
  Element,
  Comment,
  Text,
  Element,
  Doctype
>;
export type PageAdapter = TreeAdapter<Map>;

const createDocument = (): HtmlDocument => ({
  kind: 'document',
  children: [],
  mode: vocabulary.DOCUMENT_MODE.NO_QUIRKS,
  elements: null,
  parent: null,
  prev: null,
  next: null,
});

const createText = (data: string): Text => ({ kind: 'text', data, parent: null, prev: null, next: null });

function append(parent: ParentNode, node: ChildNode): void {
  const last = parent.children.at(-1) ?? null;
  if (last) last.next = node;
  node.prev = last;
  node.parent = parent;
  parent.children.push(node);
}

/** The parser mostly works at the end of a parent's children: looked at first, for pages with thousands of them. */
function indexIn(parent: ParentNode, node: ChildNode): number {
  const last = parent.children.length - 1;
  return parent.children[last] === node ? last : parent.children.indexOf(node);
}

function insertBefore(parent: ParentNode, node: ChildNode, reference: ChildNode): void {
  const { prev } = reference;
  if (prev) prev.next = node;
  node.prev = prev;
  node.next = reference;
  node.parent = parent;
  reference.prev = node;
  parent.children.splice(indexIn(parent, reference), 0, node);
}

function detach(node: ChildNode): void {
  const { parent, prev, next } = node;
  if (!parent) return;
  parent.children.splice(indexIn(parent, node), 1);
  if (prev) prev.next = next;
  if (next) next.prev = prev;
  node.parent = null;
  node.prev = null;
  node.next = null;
}

/** Elements whose content is never shown as text of the page. */
const SILENT: ReadonlySet<string> = new Set(
  'script style noscript template head title iframe frame noframes noembed object embed applet audio video canvas svg math select datalist button textarea input link meta base map xml rt rp rtc meter progress desc defs metadata annotation annotation-xml'.split(
    ' ',
  ),
);

/** Makes an element one of another name. */
export function rename(element: Element, name: string): void {
  const named: { name: string; isSilent: boolean } = element;
  named.name = name;
  named.isSilent = SILENT.has(name);
}

const NO_ATTRIBUTES: Element['attribs'] = Object.freeze({});

/** Attributes of a tag as its element has them. */
export function byName(attributes: readonly Token.Attribute[]): Element['attribs'] {
  if (attributes.length === 0) return NO_ATTRIBUTES;
  const attribs: Record<string, string> = {};
  for (const { name, value } of attributes) attribs[name] = value;
  return attribs;
}

/** An element of a tag. */
export const elementOf = (name: string, namespace: html.NS, attribs: Element['attribs'] = NO_ATTRIBUTES): Element => ({
  kind: 'element',
  name,
  isSilent: SILENT.has(name),
  attribs,
  children: [],
  namespace,
  unseen: null,
  isDoubtful: false,
  set: null,
  parent: null,
  prev: null,
  next: null,
});

/** Puts a box of its own around a node. */
export function wrap(node: ChildNode): Element {
  const box = elementOf('span', vocabulary.NS.HTML);
  if (node.parent) insertBefore(node.parent, box, node);
  detach(node);
  append(box, node);
  return box;
}

/** Text in a box of its own that stands in no page yet. */
export function textBox(text: string): Element {
  const box = elementOf('span', vocabulary.NS.HTML);
  append(box, createText(text));
  return box;
}

/** Puts a node first or last into an element. */
export function putInto(parent: Element, node: ChildNode, place: 'first' | 'last'): void {
  const [first] = parent.children;
  if (place === 'first' && first) insertBefore(parent, node, first);
  else append(parent, node);
}

/** Gives an element other content, taken from another tree. */
export function replaceContent(element: Element, content: readonly ChildNode[]): void {
  element.children = [];
  for (const node of [...content]) {
    node.prev = null;
    node.next = null;
    append(element, node);
  }
}

const noPlace = (): undefined => undefined;

/** How the parser builds the tree. */
export const treeAdapter: PageAdapter = {
  createDocument,
  createDocumentFragment: createDocument,
  createElement: (name, namespace, attributes) => elementOf(name, namespace, byName(attributes)),
  createTextNode: createText,
  createCommentNode: (data) => ({ kind: 'comment', data, parent: null, prev: null, next: null }),
  setDocumentType: (document, name, publicId, systemId) =>
    append(document, { kind: 'doctype', name, publicId, systemId, parent: null, prev: null, next: null }),
  setDocumentMode: (document, mode) => {
    document.mode = mode;
  },
  getDocumentMode: ({ mode }) => mode,
  setTemplateContent: append,
  getTemplateContent: ({ children: [content] }) => (content?.kind === 'document' ? content : createDocument()),

  appendChild: append,
  insertBefore,
  insertText: (parent, data) => {
    const last = parent.children.at(-1);
    if (last?.kind === 'text') last.data += data;
    else append(parent, createText(data));
  },
  insertTextBefore: (parent, data, reference) => {
    if (reference.prev?.kind === 'text') reference.prev.data += data;
    else insertBefore(parent, createText(data), reference);
  },
  detachNode: detach,
  adoptAttributes: (element, attributes) => {
    const attribs = { ...element.attribs };
    for (const { name, value } of attributes) attribs[name] ??= value;
    element.attribs = attribs;
  },

  getFirstChild: ({ children: [first] }) => first ?? null,
  getChildNodes: ({ children }) => children,
  getParentNode: ({ parent }) => parent,
  getAttrList: ({ attribs }) => Object.entries(attribs).map(([name, value]) => ({ name, value })),
  getTagName: ({ name }) => name,
  getNamespaceURI: ({ namespace }) => namespace,
  getTextNodeContent: ({ data }) => data,
  getCommentNodeContent: ({ data }) => data,
  getDocumentTypeNodeName: ({ name }) => name,
  getDocumentTypeNodePublicId: ({ publicId }) => publicId,
  getDocumentTypeNodeSystemId: ({ systemId }) => systemId,
  isElementNode: (node) => node.kind === 'element',
  isTextNode: (node) => node.kind === 'text',
  isCommentNode: (node) => node.kind === 'comment',
  isDocumentTypeNode: (node) => node.kind === 'doctype',

  // Nobody asks for places in the source.
  setNodeSourceCodeLocation: noPlace,
  getNodeSourceCodeLocation: noPlace,
  updateNodeSourceCodeLocation: noPlace,
};
