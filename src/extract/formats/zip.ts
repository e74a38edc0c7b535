import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { UnreadableError } from '../document.ts';
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
      caps.add({ name, ...(await unpack(zip, entry, buffer, caps.room)) });
    }
  } catch (error) {
    throw asUnreadable(error);
  }
  return caps.finish();
}

/** One file. What is wrong with it alone is no reason to refuse the others; what bombs do is. */
async function unpack(zip: ZipFile, entry: Entry, archive: Buffer, room: number): Promise<Omit<Member, 'name'>> {
  try {
    return { bytes: await readEntry(zip, entry, room) };
  } catch (error) {
    if (!(error instanceof UnreadableError) || error.code === 'too_large') throw error;
    return { bytes: packedBytes(archive, entry), problem: error };
  }
}

/** A file's bytes as they stand in the archive, behind their header. */
function packedBytes(archive: Buffer, entry: Entry): Buffer {
  const header = archive.subarray(entry.relativeOffsetOfLocalHeader, entry.relativeOffsetOfLocalHeader + 30);
  if (header.length < 30) return header;
  const start = entry.relativeOffsetOfLocalHeader + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  return archive.subarray(start, start + entry.compressedSize);
}
