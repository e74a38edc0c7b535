import { UnreadableError } from '../../document.ts';
import { openPackage } from '../office/package.ts';
import { type OfdElement, readPart } from './xml.ts';

/** The parts of an OFD file, by their places in it. */
export interface OfdPackage {
  /** The place that a text (`ST_Loc`) means in the part at `from`, else in the next of them: the first where a part is. */
  place(text: string, ...from: readonly string[]): string;
  /** A part as XML. Throws `UnreadableError` 'damaged' where it is not there. */
  xml(place: string): Promise<OfdElement>;
  /** A part that may be missing. */
  optional(place: string): Promise<OfdElement | null>;
  /** A part's bytes; null where there is none. */
  bytes(place: string): Promise<Uint8Array | null>;
}

/** Opens an OFD container. Throws `UnreadableError` 'damaged', 'encrypted', 'too_large'. */
export async function openOfd(bytes: Uint8Array): Promise<OfdPackage> {
  const parts = await openPackage(bytes);
  // GM/T 0099 keeps encrypted parts under other names and lists them here.
  if (parts.has('Encryptions.xml'))
    throw new UnreadableError('encrypted', 'The OFD is encrypted (Encryptions.xml); ask its organ for an open copy.');
  const optional = async (place: string) => {
    const part = await parts.part(place);
    return part ? readPart(part, place) : null;
  };
  return {
    place: (text, ...from) => {
      // Some producers write places from the root without the slash that says so.
      const places = [...from, ''].map((at) => resolvePlace(text, at));
      return places.find((place) => parts.has(place)) ?? places[0] ?? '';
    },
    optional,
    bytes: (place) => parts.part(place),
    xml: async (place) => {
      const part = await optional(place);
      if (!part) throw new UnreadableError('damaged', `The OFD's part ${place} is missing; fetch the file again.`);
      return part;
    },
  };
}

/** A place (`ST_Loc`) as written in the part at `from`: from the root where it begins with a slash, else beside that part. */
export function resolvePlace(place: string, from: string): string {
  const [path, base] = [place.trim().replace(/\\/g, '/'), from.slice(0, from.lastIndexOf('/') + 1)];
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : base + path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
