import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { FORMATS, type FormatName } from '../../export/formats/index.ts';
import { SHAPES, type ShapeName } from '../../export/shapes/index.ts';
import { countReports } from '../../query/listing.ts';
import { filterOf, parametersOf, SELECTION } from '../address/query.ts';
import { type Asked, NotFound, type View } from '../page.ts';
import { exportCommand } from '../view/command.ts';
import { copyable } from '../view/copyable.ts';
import { grouped, html } from '../view/html.ts';

const names = <T extends string>(known: Readonly<Record<T, unknown>>): [T, ...T[]] => Object.keys(known) as [T, ...T[]];

const DOWNLOAD = SELECTION.extend({
  shape: z.enum(names<ShapeName>(SHAPES)).catch('wide'),
  format: z.enum(names<FormatName>(FORMATS)).catch('csv'),
});

/** Reports that are exported while somebody waits: some ten seconds. Of shapes with a row a number or a text, fewer. */
const MOST = 20_000;
const MOST_OF_LONG = 3000;
const LONG: ReadonlySet<ShapeName> = new Set(['long', 'text', 'checks']);

/** The present selection in a shape and a format of `nianbao export`; what is too much for a browser, as the command to copy. */
export async function downloadFile(asked: Asked): Promise<Response | View> {
  const { words, store, sources } = asked;
  const selection = DOWNLOAD.parse(parametersOf(asked.query));
  const { shape, format, q } = selection;
  const filter = { ...filterOf(selection), ...(q === undefined ? {} : { containing: q }) };
  const most = LONG.has(shape) ? MOST_OF_LONG : MOST;
  if (countReports(store, filter) > most) {
    const command = exportCommand(selection, shape, format);
    return {
      title: words.find.download,
      data: { error: words.find.tooMany(grouped(most)), command },
      status: 400,
      body: () =>
        html`<h1>${words.find.download}</h1><p>${words.find.tooMany(grouped(most))}</p>${copyable(command, words.copy, words.copied)}`,
    };
  }
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-export-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const path = join(folder, `export.${format}`);
  try {
    const written = await sources.export({ kind: 'export', dataDir: store.dataDir, shape, format, filter, path });
    if (written.kind !== 'exported') throw new NotFound(written.kind === 'lost' ? written.reason : '');
    const stream = createReadStream(path).once('close', remove);
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': FORMATS[format].mediaType,
        'content-disposition': `attachment; filename="nianbao-${shape}.${format}"`,
        'content-length': String(statSync(path).size),
      },
    });
  } catch (error) {
    remove();
    throw error;
  }
}
