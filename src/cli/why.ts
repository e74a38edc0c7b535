import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { messageOf } from '../message-of.ts';
import { warningText } from '../query/warning-text.ts';
import { openStore } from '../store/store.ts';
import { pictureOf } from '../why/picture.ts';
import { type Receipt, receiptOf } from '../why/receipt.ts';
import { type Reread, reread } from '../why/reread.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { whyMessages } from './messages/why.ts';
import { oneReport, wholeNumber } from './report/find.ts';
import { pad } from './wrap.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = whyMessages;
    command
      .argument('<organ>', m.organ)
      .argument('<year>', m.year)
      .argument('<cell>', 'applications.new_received.total, app_new_received_total, ind_received')
      .option('--open [file]', m.open)
      .option('--bytes <file>', m.bytes)
      .option('--portal <id>', m.portal)
      .option('--edition <number>', m.edition)
      .option('--data <dir>', commonMessages.data)
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao why 北京市大兴区西红门镇人民政府 2020 app_new_received_total',
      'nianbao why 西红门 2020 disclosure.fees.change --open cell.svg',
      'nianbao why 西红门 2020 ind_received --bytes report.html',
    ]);
  },

  async run([organ, year, cell], options, io): Promise<ExitCode> {
    if (organ === undefined || year === undefined || cell === undefined) throw new UsageError(whyMessages.needs);
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
    const again = await reread(dataDir, receipt).catch((error: unknown) => messageOf(error));
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
    io.err(`${whyMessages.bytesWritten(options.bytes)}\n`);
  }
  if (options.open === undefined) return;
  const picture = await pictureOf(receipt, again);
  if (picture === null) {
    io.err(`${whyMessages.noPicture}\n`);
    return;
  }
  const file = typeof options.open === 'string' ? options.open : `why.${picture.extension}`;
  writeFileSync(file, picture.content);
  io.err(`${whyMessages.pictureWritten(file)}\n`);
}

const toldJson = (again: Reread | string): object =>
  typeof again === 'string' ? { error: again } : { extractor: again.extractor, differences: again.differences };

function draw({ organ, year, edition, cell, ...receipt }: Receipt, again: Reread | string, dataDir: string): string {
  const m = whyMessages;
  const { document, capture } = receipt;
  const read = [document.format ?? m.unread, document.charset, m.bytesRead(document.size, document.extractor)];
  const value = cell.value === null ? m.null : `${cell.value} ${cell.unit ?? ''}`.trimEnd();
  const lines = [
    m.edited(organ, year, edition, cell.label),
    `  ${cell.name}`,
    fact(' ', 'value', value),
    fact('←', 'printed', cell.raw === null ? m.nothing : `“${cell.raw}”`),
    fact('←', 'place', placeText(cell)),
    ...receipt.warnings.map(({ code, message }) => fact(' ', 'warning', `${code}: ${warningText(code, message)}`)),
    ...receipt.failed_checks.map((check) => `  ✗ ${pad(m.names.check, 9)}${check}`),
    fact('←', 'document', document.url),
    `${INDENT}${read.filter(Boolean).join(', ')}`,
    `${INDENT}sha256 ${document.sha256}`,
    ...(document.member === null
      ? []
      : [fact(' ', 'fileOf', m.member(document.container_sha256 ?? '', document.member))]),
    ...(capture === null ? [fact('←', 'archive', m.noRecord)] : captureLines(capture, dataDir)),
    ...receipt.led_by.map(({ kind, url, channel, said }) => {
      const name = Object.hasOwn(m.names, kind) ? m.names[kind as keyof typeof m.names] : kind;
      const where = channel === null ? '' : m.inChannel(channel);
      return `← ${pad(name, 11)}${url}${where}${said === null ? '' : `: “${said}”`}`;
    }),
    typeof again === 'string' ? m.readAgain(again) : rereadLine(again),
  ];
  return `${lines.join('\n')}\n`;
}

const INDENT = ' '.repeat(13);

const fact = (sign: string, name: keyof typeof whyMessages.names, text: string): string =>
  `${sign} ${pad(whyMessages.names[name], 11)}${text}`;

function placeText(cell: Receipt['cell']): string {
  const m = whyMessages;
  return [
    cell.table === null ? m.inText : m.cell(cell.table, cell.row ?? 0, cell.column ?? 0),
    cell.page === null ? '' : m.page(cell.page, cell.box?.join(', ') ?? ''),
    cell.confidence === null ? '' : m.recognised(cell.confidence.toFixed(2)),
  ].join('');
}

function captureLines(capture: NonNullable<Receipt['capture']>, dataDir: string): string[] {
  const m = whyMessages;
  const answer = [
    // A file that was brought came by no network.
    capture.status !== 0 && m.status(String(capture.status)),
    capture.captured_at,
    capture.content_type,
    capture.last_modified && m.lastModified(capture.last_modified),
    capture.etag && `etag ${capture.etag}`,
  ];
  return [
    fact('←', 'archive', m.record(`${dataDir}/${capture.warc_file}`, capture.warc_offset, capture.warc_length)),
    fact('←', 'answer', capture.url),
    `${INDENT}${answer.filter(Boolean).join(', ')}`,
    `${INDENT}${m.met(capture.payload_digest, capture.seen, capture.run)}`,
  ];
}

const rereadLine = ({ extractor, differences }: Reread): string =>
  differences.length === 0 ? whyMessages.same(extractor) : whyMessages.differs(extractor, differences.join('; '));
