import { UnreadableError } from '../../document.ts';
import { openPackage } from '../office/package.ts';
import { decodeXml, readXml } from '../office/xml.ts';

/** The XML of a Word document that its text is read from; null for a part that it does not have. */
export interface WordParts {
  readonly document: Uint8Array | string;
  readonly numbering: Uint8Array | string | null;
  readonly styles: Uint8Array | string | null;
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
  const xml = decodeXml(bytes);
  const flat = /<pkg:package[\s>]/.test(xml.slice(0, 4096)) ? flatParts(xml) : null;
  if (!flat) return { document: xml, numbering: null, styles: null };
  return fromPackage(async (name) => flat.get(name.toLowerCase()) ?? null);
}

async function fromPackage(part: ReadPart): Promise<WordParts> {
  const main = (await targets(part, '_rels/.rels', '')).get('officeDocument') ?? 'word/document.xml';
  const document = (await part(main)) ?? (await part('word/document.xml'));
  if (!document) throw new UnreadableError('damaged', 'The Word file has no document part. Download the file again.');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = await targets(part, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  return {
    document,
    numbering: await part(relations.get('numbering') ?? `${folder}numbering.xml`),
    styles: await part(relations.get('styles') ?? `${folder}styles.xml`),
  };
}

/** Targets of a relations part by the last word of their type. */
async function targets(part: ReadPart, name: string, folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const source = await part(name);
  if (!source) return found;
  readXml(source, new Map(), {
    open: (_, attributes) => {
      const type = attributes.Type?.split('/').at(-1);
      const target = attributes.Target;
      // External targets are never followed.
      if (!type || !target || attributes.TargetMode === 'External' || found.has(type)) return;
      found.set(type, target.startsWith('/') ? target.slice(1) : normalise(folder + target));
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
    const from = /<pkg:xmlData[^>]*>/.exec(chunk);
    const to = chunk.lastIndexOf('</pkg:xmlData>');
    if (name && from && to > from.index) parts.set(name.toLowerCase(), chunk.slice(from.index + from[0].length, to));
  }
  return parts;
}
