import type { Page } from 'playwright';

/** A file that a page's scripts put together: no address leads to it but within the page. */
export interface MadeFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Larger ones are no reports; they travel as text through the browser's pipe. Bytes. */
const LARGEST = 50 * 1024 * 1024;
/** Milliseconds for reading what is in memory already. */
const READ_MS = 20_000;

const SHOWS_MADE_FILE = /\b(?:href|src|data)=["'](?:blob:|data:application\/(?:pdf|ofd|msword|vnd\.))/i;

/** Whether a page shows or links a file of its own making. */
export const showsMadeFile = (html: string): boolean => SHOWS_MADE_FILE.test(html);

// Runs in the page: its own address space is the only place where a blob can be read.
const READ_FIRST = `async (largest) => {
  const holders = [...document.querySelectorAll('iframe, embed, object, a[href]')];
  const addresses = holders.map((holder) => holder.src || holder.data || holder.href || '');
  const own = addresses.find((address) => /^(?:blob:|data:application)/.test(address));
  if (own === undefined) return null;
  const blob = await (await fetch(own)).blob();
  if (blob.size > largest) return null;
  const reader = new FileReader();
  await new Promise((done) => { reader.onloadend = done; reader.readAsDataURL(blob); });
  return { type: blob.type, base64: String(reader.result).replace(/^[^,]*,/, '') };
}`;

/** The first file that the page's scripts have made and show or link; null where there is none that can be read. */
export async function readMadeFile(page: Page): Promise<MadeFile | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), READ_MS).unref());
  const reading = page.evaluate(`(${READ_FIRST})(${LARGEST})`).catch(() => null);
  const read: unknown = await Promise.race([reading, late]);
  if (typeof read !== 'object' || read === null || !('base64' in read) || typeof read.base64 !== 'string') return null;
  const type = 'type' in read && typeof read.type === 'string' ? read.type : '';
  return { bytes: Buffer.from(read.base64, 'base64'), contentType: type || 'application/octet-stream' };
}
