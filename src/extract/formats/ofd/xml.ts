import iconv from 'iconv-lite';
import { UnreadableError } from '../../document.ts';
import { type Attributes, decodeXml, readXml } from '../office/xml.ts';

/** An element of an OFD part, by its name without prefix: producers write `ofd:Page`, `Page` and prefixes of their own. */
export interface OfdElement {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly OfdElement[];
  readonly text: string;
}

/** Elements of one part; a page of a report has some thousand. */
const MAX_ELEMENTS = 1_000_000;

interface OpenElement {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: OpenElement[];
  text: string;
}

/** The root element of a part. Throws `UnreadableError` 'damaged', 'too_large', 'too_deep'. */
export function readPart(bytes: Uint8Array, part: string): OfdElement {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let count = 0;
  const source = decoded(bytes);
  readXml(source, new Map(), {
    open: (name, attributes) => {
      if (++count > MAX_ELEMENTS)
        throw new UnreadableError('too_large', `The part ${part} has more than ${MAX_ELEMENTS} elements.`);
      const element: OpenElement = { name: localName(name), attributes, children: [], text: '' };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close: () => {
      if (open.length > 1) open.pop();
    },
    text: (text) => {
      const element = open.at(-1);
      if (element) element.text += text;
    },
  });
  const [first] = root.children;
  if (!first) throw new UnreadableError('damaged', `The part ${part} holds no XML; fetch the file again.`);
  if (!isWhole(source, first.name))
    throw new UnreadableError('damaged', `The part ${part} breaks off in the middle; fetch the file again.`);
  return first;
}

/** By its declaration; what is no UTF-8 after all is GB 18030, as some producers write it without saying so. */
function decoded(bytes: Uint8Array): string {
  const text = decodeXml(bytes);
  if (!text.includes('\ufffd')) return text;
  const chinese = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030');
  return chinese.includes('\ufffd') ? text : chinese;
}

/** Whether the root's end is there: the parser closes by itself what a torn part leaves open. */
function isWhole(source: string, root: string): boolean {
  const end = /(?:<\/([^<>\s]+)\s*|\/)>\s*(?:<!--[^<>]*-->\s*)?$/.exec(source.slice(-400));
  return end !== null && (end[1] === undefined || localName(end[1]) === root);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export const child = (element: OfdElement | undefined, name: string): OfdElement | undefined =>
  element?.children.find((one) => one.name === name);

export const childrenNamed = (element: OfdElement | undefined, name: string): OfdElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];

/** The text of a child, without the white space around it; null for none. */
export const textOf = (element: OfdElement | undefined, name: string): string | null =>
  child(element, name)?.text.trim() || null;
