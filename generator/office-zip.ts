import { ZipFile } from 'yazl';

/** A ZIP file of the given entries in order; `stored` ones are not compressed. */
export async function zipOf(
  entries: readonly { readonly name: string; readonly content: string | Uint8Array; readonly stored?: boolean }[],
): Promise<Buffer> {
  const zip = new ZipFile();
  // A fixed date: the same report gives the same bytes.
  const mtime = new Date(2024, 0, 15);
  for (const { name, content, stored } of entries)
    zip.addBuffer(Buffer.from(content), name, { mtime, compress: stored !== true, forceDosTimestamp: true });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Text with the signs escaped that XML reserves. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
