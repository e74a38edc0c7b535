import { createRequire } from 'node:module';
import { UnreadableError } from '../../document.ts';

const load = createRequire(import.meta.url);

/** An OLE compound file (MS-CFB): the container of .doc, .xls, .wps and encrypted OOXML. */
export interface Compound {
  /** Names of the streams and storages directly under the root; embedded objects' own streams are not among them. */
  readonly names: readonly string[];
  /** Bytes of a root stream, names compared without case; null where there is none. */
  stream(name: string): Buffer | null;
}

/** Opens an OLE compound file. Throws `UnreadableError` 'damaged' where its sector tables contradict themselves. */
export function openCompound(bytes: Uint8Array): Compound {
  const streams = rootEntries(bytes);
  return {
    names: [...streams.values()].map((entry) => entry.name),
    stream: (name) => {
      const content = streams.get(name.toLowerCase())?.content;
      return content ? Buffer.from(content) : null;
    },
  };
}

interface Entry {
  readonly name: string;
  readonly content: Uint8Array | number[] | undefined;
}

function rootEntries(bytes: Uint8Array): Map<string, Entry> {
  // Loaded only when an OLE file comes by: most files are none.
  const cfb: typeof import('cfb') = load('cfb');
  try {
    const container = cfb.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: 'buffer' });
    const root = container.FullPaths[0] ?? 'Root Entry/';
    const found = new Map<string, Entry>();
    container.FullPaths.forEach((path, index) => {
      const entry = container.FileIndex[index];
      if (!entry || !path.startsWith(root) || path === root) return;
      const name = path.slice(root.length).replace(/\/$/, '');
      if (!name.includes('/')) found.set(name.toLowerCase(), { name, content: entry.content });
    });
    return found;
  } catch (error) {
    throw new UnreadableError('damaged', `The OLE container is damaged (${reasonOf(error)}). Download the file again.`);
  }
}

function reasonOf(error: unknown): string {
  // What the library trips over, where sectors lead beyond the end of the file, says nothing to a person.
  if (error instanceof TypeError) return 'its sectors lead beyond its end: it is cut short';
  return error instanceof Error ? error.message : String(error);
}
