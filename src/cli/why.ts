import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { openStore } from '../store/store.ts';
import { pictureOf } from '../why/picture.ts';
import { type Receipt, receiptOf } from '../why/receipt.ts';
import { type Reread, reread } from '../why/reread.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { oneReport, wholeNumber } from './report/find.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument('<organ>', 'the organ’s name, or a part of it')
      .argument('<year>', 'the report year')
      .argument('<cell>', 'applications.new_received.total, app_new_received_total, ind_received')
      .option('--open [file]', 'write a picture of the page, or of the table, with the cell marked')
      .option('--bytes <file>', 'write the exact bytes of the document')
      .option('--portal <id>', 'the report of this portal')
      .option('--edition <number>', 'of an older edition')
      .option('--data <dir>', 'data folder: database and archive')
      .option('--json', 'print JSON', false)
      .addHelpText(
        'after',
        `
The receipt of a number: what is printed, where, in which bytes, from which answer, and how the crawl came there. The document is read once more
out of the archive and compared; where that gives anything else, the exit code is 1.

Examples:
  nianbao why 北京市大兴区西红门镇人民政府 2020 app_new_received_total
  nianbao why 西红门 2020 disclosure.fees.change --open cell.svg
  nianbao why 西红门 2020 ind_received --bytes report.html`,
      );
  },

  async run([organ, year, cell], options, io): Promise<ExitCode> {
    if (organ === undefined || year === undefined || cell === undefined)
      throw new UsageError('`why` needs an organ, a year and a cell');
    const dataDir = dataFolder(options);
    const store = openStore(dataDir, { readonly: true });
    let receipt: Receipt;
    try {
      const portal = typeof options.portal === 'string' ? { portal: options.portal } : {};
      const row = oneReport(store, { organ, year: wholeNumber(year, 'year'), ...portal }, options.edition);
      receipt = receiptOf(store, row.id, cell);
    } finally {
      store.close();
    }
    const again = await reread(dataDir, receipt).catch((error: unknown) =>
      String(error instanceof Error ? error.message : error),
    );
    const isSame = typeof again !== 'string' && again.differences.length === 0;
    if (options.json === true) io.out(`${JSON.stringify({ ...receipt, reread: toldJson(again) })}\n`);
    else io.out(draw(receipt, again, dataDir));
    if (typeof again !== 'string') await writeFiles(receipt, again, options, io);
    return isSame ? EXIT.ok : EXIT.failures;
  },
};

async function writeFiles(
  receipt: Receipt,
  again: Reread,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<void> {
  if (typeof options.bytes === 'string') {
    writeFileSync(options.bytes, again.bytes);
    io.err(`The document's bytes: ${options.bytes}\n`);
  }
  if (options.open === undefined) return;
  const picture = await pictureOf(receipt, again);
  if (picture === null) {
    io.err('No picture: the number stands in running text.\n');
    return;
  }
  const file = typeof options.open === 'string' ? options.open : `why.${picture.extension}`;
  writeFileSync(file, picture.content);
  io.err(`A picture of the place: ${file}\n`);
}

const toldJson = (again: Reread | string): object =>
  typeof again === 'string' ? { error: again } : { extractor: again.extractor, differences: again.differences };

function draw({ organ, year, edition, cell, ...receipt }: Receipt, again: Reread | string, dataDir: string): string {
  const { document, capture } = receipt;
  const place = [
    cell.table === null ? 'in running text' : `table ${cell.table}, row ${cell.row}, column ${cell.column} (from 0)`,
    cell.page === null ? '' : `, page ${cell.page}${cell.box === null ? '' : ` at [${cell.box.join(', ')}]`}`,
    cell.confidence === null ? '' : `, recognised from pixels with confidence ${cell.confidence.toFixed(2)}`,
  ].join('');
  const lines = [
    `${organ} ${year}, edition ${edition}: ${cell.label}`,
    `  ${cell.name}`,
    `  value      ${cell.value ?? 'null'}${cell.value === null ? '' : ` ${cell.unit ?? ''}`}`,
    `← printed    ${cell.raw === null ? 'nothing' : `“${cell.raw}”`}`,
    `← place      ${place}`,
    ...receipt.warnings.map(({ code, message }) => `  warning    ${code}: ${message}`),
    ...receipt.failed_checks.map((check) => `  ✗ check    ${check}`),
    `← document   ${document.url}`,
    `             ${[document.format ?? 'unread', document.charset, `${document.size} bytes`, `read by extractor ${document.extractor}`].filter(Boolean).join(', ')}`,
    `             sha256 ${document.sha256}`,
    ...(document.member === null ? [] : [`  file of    ${document.container_sha256} as ${document.member}`]),
    ...(capture === null ? ['← archive    no record'] : captureLines(capture, dataDir)),
    ...receipt.led_by.map(
      ({ kind, url, channel, said }) =>
        `← ${kind.padEnd(10)} ${url}${channel === null ? '' : ` in ${channel}`}${said === null ? '' : `: “${said}”`}`,
    ),
    typeof again === 'string' ? `✗ read again: ${again}` : rereadLine(again),
  ];
  return `${lines.join('\n')}\n`;
}

const captureLines = (capture: NonNullable<Receipt['capture']>, dataDir: string): string[] => [
  `← archive    ${dataDir}/${capture.warc_file} at ${capture.warc_offset}, ${capture.warc_length} bytes`,
  `← answer     ${capture.url}`,
  `             ${[`status ${capture.status}`, capture.captured_at, capture.content_type, capture.last_modified && `last modified ${capture.last_modified}`, capture.etag && `etag ${capture.etag}`].filter(Boolean).join(', ')}`,
  `             ${capture.payload_digest}, met ${capture.seen} ${capture.seen === 1 ? 'time' : 'times'}, by ${capture.run}`,
];

const rereadLine = ({ extractor, differences }: Reread): string =>
  differences.length === 0
    ? `✓ read again out of the archive by extractor ${extractor}: the same`
    : `✗ read again out of the archive by extractor ${extractor}: ${differences.join('; ')}`;
