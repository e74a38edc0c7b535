import { fromBufferPromise } from 'yauzl';
import { ArchiveCaps } from './office/archive-caps.ts';
import { isLeftover, memberName } from './office/member-names.ts';
import { asUnreadable, readEntry } from './office/package.ts';
import type { ArchiveReader, Member } from './reader.ts';

/** General purpose flag of a name in UTF-8. */
const UTF8_NAME = 0x800;

/** ZIP archives. Nothing is written to disk, so that a member's path can do no harm. */
export const zipArchive: ArchiveReader = { formats: ['zip'], members: zipMembers };

async function zipMembers(bytes: Uint8Array): Promise<Member[]> {
  const caps = new ArchiveCaps(bytes.length);
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Names are taken raw: most are GBK without saying so.
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false, decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const name = memberName(entry.fileNameRaw, (entry.generalPurposeBitFlag & UTF8_NAME) !== 0);
      if (isLeftover(name)) continue;
      caps.admit(entry.uncompressedSize);
      caps.add({ name, bytes: await readEntry(zip, entry, caps.room) });
    }
  } catch (error) {
    throw asUnreadable(error);
  }
  return caps.members;
}
