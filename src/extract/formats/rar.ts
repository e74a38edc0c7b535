import { messageOf } from '../../message-of.ts';
import { UnreadableError } from '../document.ts';
import { ArchiveCaps } from './office/archive-caps.ts';
import { isLeftover } from './office/member-names.ts';
import type { ArchiveReader, Member } from './reader.ts';

/** RAR archives, versions 2 to 5, unpacked in memory by the WebAssembly build of unrar. */
export const rarArchive: ArchiveReader = { formats: ['rar'], members: rarMembers };

async function rarMembers(bytes: Uint8Array): Promise<Member[]> {
  const caps = new ArchiveCaps(bytes.length);
  try {
    const archive = await open(bytes);
    const list = archive.getFileList();
    if (list.arcHeader.flags.volume)
      throw new UnreadableError(
        'unsupported',
        'One volume of a RAR file in several parts. Join the parts and unpack them.',
      );
    const wanted = [...list.fileHeaders].filter(
      (header) => !header.flags.directory && !isLeftover(header.name.replace(/\\/g, '/')),
    );
    let total = 0;
    for (const header of wanted) {
      if (header.flags.encrypted) throw new UnreadableError('encrypted', 'The RAR file is protected by a password.');
      total += header.unpSize;
      // Sizes are checked before anything is unpacked: the library unpacks whole files into memory.
      caps.admit(total);
    }
    const names = wanted.map((header) => header.name);
    for (const file of archive.extract({ files: names }).files) {
      if (file.extraction) caps.add({ name: file.fileHeader.name.replace(/\\/g, '/'), bytes: file.extraction });
    }
  } catch (error) {
    throw asUnreadable(error);
  }
  return caps.finish();
}

async function open(bytes: Uint8Array) {
  const { createExtractorFromData } = await import('node-unrar-js');
  return await createExtractorFromData({ data: Uint8Array.from(bytes).buffer });
}

/** The library's error, which names its reason, as ours. */
function asUnreadable(error: unknown): UnreadableError {
  if (error instanceof UnreadableError) return error;
  const reason = error instanceof Error && 'reason' in error ? String(error.reason) : '';
  const message = messageOf(error);
  if (/PASSWORD/.test(reason)) return new UnreadableError('encrypted', 'The RAR file is protected by a password.');
  if (/NO_MEMORY/.test(reason))
    return new UnreadableError('too_large', 'The RAR file needs too much memory to unpack.');
  return new UnreadableError('damaged', `The RAR file is damaged (${message}). Download the file again.`);
}
