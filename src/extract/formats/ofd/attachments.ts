import { UnreadableError } from '../../document.ts';
import { ArchiveCaps } from '../office/archive-caps.ts';
import type { Member } from '../reader.ts';
import { type OfdPackage, openOfd } from './package.ts';
import { currentRoot } from './versions.ts';
import { childrenNamed, type OfdElement, textOf } from './xml.ts';

/** Files attached to the documents of an OFD: members as those of an archive are. */
export async function attachedFiles(bytes: Uint8Array): Promise<Member[]> {
  const ofd = await openOfd(bytes);
  const caps = new ArchiveCaps(bytes.length);
  const taken = new Map<string, Member>();
  for (const { name, place } of await attachedPlaces(ofd)) {
    if (taken.has(place)) continue;
    const member = await memberAt(ofd, name, place);
    caps.add(member);
    taken.set(place, member);
  }
  return [...taken.values()];
}

/** What is wrong with an attached file is no reason to refuse the document. */
async function memberAt(ofd: OfdPackage, name: string, place: string): Promise<Member> {
  try {
    const bytes = await ofd.bytes(place);
    if (bytes) return { name, bytes };
    const problem = new UnreadableError('damaged', `The attached file ${place} is missing; fetch the OFD again.`);
    return { name, bytes: new Uint8Array(), problem };
  } catch (error) {
    if (error instanceof UnreadableError) return { name, bytes: new Uint8Array(), problem: error };
    throw error;
  }
}

interface AttachedPlace {
  readonly name: string;
  readonly place: string;
}

async function attachedPlaces(ofd: OfdPackage): Promise<AttachedPlace[]> {
  const found: AttachedPlace[] = [];
  for (const body of childrenNamed(await ofd.xml('OFD.xml'), 'DocBody')) {
    const { place } = await currentRoot(ofd, body);
    const text = textOf(await ofd.xml(place), 'Attachments');
    if (text === null) continue;
    const at = ofd.place(text, place);
    for (const one of childrenNamed((await ofd.optional(at)) ?? undefined, 'Attachment')) {
      const file = textOf(one, 'FileLoc');
      if (file !== null) found.push({ name: nameOf(one, file), place: ofd.place(file, at) });
    }
  }
  return found;
}

/** The name that it is shown by; its ending is that of the file where it has none of its own. */
function nameOf({ attributes }: OfdElement, file: string): string {
  const own = file.slice(file.replace(/\\/g, '/').lastIndexOf('/') + 1);
  const shown = attributes.Name?.trim() || own;
  const [ending] = /\.[a-z\d]{1,5}$/i.exec(own) ?? [attributes.Format ? `.${attributes.Format}` : ''];
  return /\.[a-z\d]{1,5}$/i.test(shown) ? shown : `${shown}${ending}`;
}
