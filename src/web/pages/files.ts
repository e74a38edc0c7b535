import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { originOf } from '../../why/receipt.ts';
import { type Asked, NotFound, type View } from '../page.ts';
import { isView, reportAt } from './find-report.ts';

/** A file is kept, never shown: what is in it runs nowhere. */
const download = (name: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `attachment; filename="nianbao${extensionOf(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  'content-security-policy': "default-src 'none'; sandbox",
});

const extensionOf = (name: string): string => /\.[a-z0-9.]{1,8}$/i.exec(name)?.[0] ?? '';

/** The exact bytes of the document that a report was read from. */
export async function originalFile(asked: Asked, called: string, year: string): Promise<Response | View> {
  const one = reportAt(asked, called, year);
  if (isView(one)) return one;
  const origin = originOf(asked.store, one.row.id);
  const source = await asked.sources.open({ kind: 'bytes', dataDir: asked.store.dataDir, origin });
  if (source.kind !== 'bytes') return lost(asked, source.kind === 'lost' ? source.reason : '');
  const { format, member } = origin.document;
  const name =
    member === null
      ? `${one.row.organ}${one.row.year}.${format === 'text' ? 'txt' : (format ?? 'bin')}`
      : basename(member);
  return new Response(Uint8Array.from(source.bytes), { headers: download(name, 'application/octet-stream') });
}

/** The archive's record as it stands there: the server's answer with its head, and when it came. */
export async function captureFile(asked: Asked, called: string, year: string): Promise<Response | View> {
  const one = reportAt(asked, called, year);
  if (isView(one)) return one;
  const { capture } = originOf(asked.store, one.row.id);
  if (capture === null) throw new NotFound(asked.words.receipt.nothing);
  const { warc_offset: start, warc_length: length } = capture;
  const stream = createReadStream(join(asked.store.dataDir, capture.warc_file), { start, end: start + length - 1 });
  await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject));
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      ...download(`${one.row.organ}${one.row.year}.warc.gz`, 'application/warc'),
      'content-length': String(length),
    },
  });
}

/** A page of the document as a picture. */
export async function pageFile(asked: Asked, called: string, year: string, number: string): Promise<Response | View> {
  const one = reportAt(asked, called, year);
  if (isView(one)) return one;
  const page = Number(number);
  if (!Number.isInteger(page) || page < 1 || page > 500) throw new NotFound(asked.words.errors.notFound);
  const origin = originOf(asked.store, one.row.id);
  const source = await asked.sources.open({ kind: 'page', dataDir: asked.store.dataDir, origin, page });
  if (source.kind !== 'page') return lost(asked, source.kind === 'lost' ? source.reason : '');
  if (source.picture === null) throw new NotFound(asked.words.errors.notFound);
  const { type, content } = source.picture;
  return new Response(Uint8Array.from(content), {
    headers: { 'content-type': type, 'cache-control': 'private, max-age=3600' },
  });
}

function lost({ words }: Asked, reason: string): View {
  throw new NotFound(`${words.receipt.lost}${reason}`);
}
