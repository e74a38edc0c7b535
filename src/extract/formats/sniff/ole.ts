import { type Format, UnreadableError } from '../../document.ts';
import { openCompound } from '../office/compound.ts';

/** Root streams of programs whose files are no reports that can be read here. */
const OTHER_PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['powerpoint document', 'a PowerPoint presentation'],
  ['visiodocument', 'a Visio drawing'],
  ['__properties_version1.0', 'an Outlook message'],
  ['quill', 'a Publisher document'],
  ['fileheader', 'a Hangul (HWP) document'],
  ['matost', 'a Microsoft Works document'],
]);

/** Which program's document an OLE container holds, by its root streams. Throws `UnreadableError` for encrypted and foreign ones. */
export function sniffOle(bytes: Uint8Array, name: string | undefined): Format {
  const streams = new Set(openCompound(bytes).names.map((stream) => stream.toLowerCase()));
  if (streams.has('encryptedpackage') || streams.has('encryptioninfo'))
    throw new UnreadableError('encrypted', 'The file is protected by a password. Ask its publisher for an open copy.');
  // WPS Writer saves the very same streams as Word: only the name tells them apart.
  if (streams.has('worddocument')) return /\.wps$/i.test(name ?? '') ? 'wps' : 'doc';
  if (streams.has('workbook') || streams.has('book')) return 'xls';
  for (const [stream, program] of OTHER_PROGRAMS)
    if (streams.has(stream))
      throw new UnreadableError('unsupported', `This is ${program}, which cannot hold a report.`);
  throw new UnreadableError('unknown_format', `An OLE container of an unknown program (${[...streams].join(', ')}).`);
}
