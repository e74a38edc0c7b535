import { UnreadableError } from '../../document.ts';
import { openPackage } from '../office/package.ts';
import { wholeXml } from '../office/whole.ts';
import { readXml } from '../office/xml.ts';

/** The XML of a Word document that its text is read from; null for a part that it does not have. */
export interface WordParts {
  readonly document: Uint8Array | string;
  readonly numbering: Uint8Array | string | null;
  readonly styles: Uint8Array | string | null;
  /** The part that the document names by a relation; null where the file has none. */
  embedded(id: string): Promise<Uint8Array | null>;
}

type ReadPart = (name: string) => Promise<Uint8Array | string | null>;

/**
 * Finds a document's parts in a ZIP package, in a package written as one XML file (Flat OPC), or takes Word 2003 XML as it is.
 * Throws `UnreadableError` 'damaged'.
 */
export async function wordParts(bytes: Uint8Array): Promise<WordParts> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const zip = await openPackage(bytes);
    return fromPackage((name) => zip.part(name));
  }
  const xml = wholeXml(bytes);
  const flat = /<pkg:package[\s>]/.test(xml.slice(0, 4096)) ? flatParts(xml) : null;
  // Word 2003 XML has its styles in the same file; its list numbers stand ready-made in the text.
  if (!flat) return { document: xml, numbering: null, styles: xml, embedded: async () => null };
  return fromPackage(async (name) => flat.get(name.toLowerCase()) ?? null);
}

async function fromPackage(part: ReadPart): Promise<WordParts> {
  const main = target(await relations(part, '_rels/.rels', ''), 'officeDocument') ?? 'word/document.xml';
  const document = (await part(main)) ?? (await part('word/document.xml'));
  if (!document) throw new UnreadableError('damaged', 'The Word file has no document part. Download the file again.');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const own = await relations(part, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  return {
    document,
    numbering: await part(target(own, 'numbering') ?? `${folder}numbering.xml`),
    styles: await part(target(own, 'styles') ?? `${folder}styles.xml`),
    embedded: async (id) => {
      const name = own.find((relation) => relation.id === id)?.target;
      const content = name === undefined ? null : await part(name);
      return typeof content === 'string' ? Buffer.from(content) : content;
    },
  };
}

interface Relation {
  readonly id: string;
  /** Last word of the relation's type. */
  readonly type: string;
  /** Name of the part. */
  readonly target: string;
}

function target(relations: readonly Relation[], type: string): string | undefined {
  return relations.find((relation) => relation.type === type)?.target;
}

/** The relations of a part; those to outside are left out: nothing is fetched. */
async function relations(part: ReadPart, name: string, folder: string): Promise<Relation[]> {
  const source = await part(name);
  const found: Relation[] = [];
  if (!source) return found;
  readXml(source, new Map(), {
    open: (_, { Id, Type, Target, TargetMode }) => {
      if (!Type || !Target || TargetMode === 'External') return;
      const path = Target.startsWith('/') ? Target.slice(1) : normalise(folder + Target);
      found.push({ id: Id ?? '', type: Type.split('/').at(-1) ?? '', target: path });
    },
    close: () => {},
    text: () => {},
  });
  return found;
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The parts inside a Flat OPC file, by lower-case name without leading slash. */
function flatParts(xml: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const chunk of xml.split(/<pkg:part\b/).slice(1)) {
    const name = /^[^>]*pkg:name\s*=\s*["']\/?([^"']+)["']/.exec(chunk)?.[1];
    const from = /<pkg:xmlData[^<>]*>/.exec(chunk);
    const to = chunk.lastIndexOf('</pkg:xmlData>');
    if (name && from && to > from.index) parts.set(name.toLowerCase(), chunk.slice(from.index + from[0].length, to));
  }
  return parts;
}
