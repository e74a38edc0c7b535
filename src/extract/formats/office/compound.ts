import { createRequire } from 'node:module';
import { messageOf } from '../../../message-of.ts';
import { UnreadableError } from '../../document.ts';

const load = createRequire(import.meta.url);

/** An OLE compound file (MS-CFB): the container of .doc, .xls, .wps and encrypted OOXML. */
export interface Compound {
  /** Names of the streams and storages directly under the root; embedded objects' own streams are not among them. */
  readonly names: readonly string[];
  /** Paths of all streams and storages below the root, as in `ObjectPool/_1/Workbook`. */
  readonly paths: readonly string[];
  /** Bytes of a root stream, names compared without case; null where there is none. */
  stream(name: string): Buffer | null;
}

/** Opens an OLE compound file. Throws `UnreadableError` 'damaged' where its sector tables contradict themselves. */
export function openCompound(bytes: Uint8Array): Compound {
  const entries = allEntries(bytes);
  const streams = new Map(
    entries.filter(({ name }) => !name.includes('/')).map((entry) => [entry.name.toLowerCase(), entry]),
  );
  return {
    paths: entries.map((entry) => entry.name),
    names: [...streams.values()].map((entry) => entry.name),
    stream: (name) => {
      const content = streams.get(name.toLowerCase())?.content;
      return content ? Buffer.from(content) : null;
    },
  };
}

interface CompoundEntry {
  readonly name: string;
  readonly content: Uint8Array | number[] | undefined;
}

/** Everything below the root, named by its path. */
function allEntries(bytes: Uint8Array): CompoundEntry[] {
  // Loaded only when an OLE file comes by: most files are none.
  const cfb: typeof import('cfb') = load('cfb');
  try {
    const container = cfb.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: 'buffer' });
    const root = container.FullPaths[0] ?? 'Root Entry/';
    return container.FullPaths.flatMap((path, index) => {
      const entry = container.FileIndex[index];
      if (!entry || !path.startsWith(root) || path === root) return [];
      return [{ name: path.slice(root.length).replace(/\/$/, ''), content: entry.content }];
    });
  } catch (error) {
    throw new UnreadableError('damaged', `The OLE container is damaged (${reasonOf(error)}). Download the file again.`);
  }
}

function reasonOf(error: unknown): string {
  // What the library trips over, where sectors lead beyond the end of the file, says nothing to a person.
  if (error instanceof TypeError) return 'its sectors lead beyond its end: it is cut short';
  return messageOf(error);
}
