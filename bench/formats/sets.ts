import { generateReport, type SampleReport } from '../../generator/index.ts';
import { reportPdf } from '../../generator/pdf.ts';
import { drawPages } from '../../generator/pdf-pages.ts';
import { pdfManner, SOURCES, type Source } from '../accuracy/sources.ts';
import { CHEERIO, LIBREOFFICE_CSV, LIBREOFFICE_TEXT, MAMMOTH, PDFTOTEXT, type Peer } from './peers.ts';

export interface FormatFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files of one format that are read, and the program that reads the same files beside us. */
export interface FormatSet {
  readonly format: string;
  readonly peer: Peer | null;
  /** OCR: only where asked for. */
  readonly slow?: true;
  readonly missing?: () => string | null;
  /** Programs that are hidden from the readers. */
  readonly without?: string;
  files(scale: number): AsyncGenerator<FormatFile>;
}

/** Seeds beside those of the accuracy table. */
const FIRST_SEED = 800_000;
/** The usual length of a county's report printed to PDF. */
const PDF_PAGES = 6;

/** `count` files from a source of the accuracy table; a source of fewer (fixtures) is repeated. `each`: what it makes for a count of one. */
function from(format: string, count: number, peer: Peer | null, each = 1, source = sourceOf(format)): FormatSet {
  return {
    format,
    peer,
    ...(source.slow && { slow: true }),
    ...(source.missing && { missing: source.missing }),
    async *files(scale) {
      const wanted = Math.max(1, Math.round(count * scale));
      const made: FormatFile[] = [];
      for await (const { name, bytes } of source.samples(Math.ceil(wanted / each))) made.push({ name, bytes });
      for (let index = 0; index < Math.max(wanted, made.length); index++) {
        const file = made[index % made.length];
        if (file !== undefined) yield { ...file, name: `${index}-${file.name}` };
      }
    },
  };
}

function sourceOf(format: string): Source {
  const source = SOURCES.find((candidate) => candidate.format === format);
  if (source === undefined) throw new RangeError(`no samples of the format ${format}`);
  return source;
}

function pdfs(count: number): FormatSet {
  return {
    format: 'pdf',
    peer: PDFTOTEXT,
    async *files(scale) {
      for (let index = 0; index < Math.max(1, Math.round(count * scale)); index++) {
        const manner = pdfManner(index);
        const report = lengthened(generateReport(FIRST_SEED + index), manner);
        yield { name: `${report.seed}.pdf`, bytes: reportPdf(report, manner) };
      }
    },
  };
}

/** Generated reports are shorter than printed ones: their prose is repeated until they fill the pages. */
function lengthened(report: SampleReport, manner: ReturnType<typeof pdfManner>): SampleReport {
  const prose = report.blocks.filter(({ kind }) => kind === 'paragraph');
  const before = report.blocks.filter(({ kind }) => kind !== 'signature');
  const after = report.blocks.filter(({ kind }) => kind === 'signature');
  let longer = report;
  for (let index = 0; prose.length > 0 && drawPages(longer, manner).length < PDF_PAGES; index++) {
    const next = prose[index % prose.length];
    if (next !== undefined) before.push(next);
    longer = { ...report, blocks: [...before, ...after] };
  }
  return longer;
}

/** Scans of 200 dpi in each manner, read by the OCR program, or without it. */
function scans(format: string, count: number, without?: string): FormatSet {
  const source = SOURCES.find((candidate) => candidate.format === 'scan' && candidate.manner.startsWith('200 dpi'));
  if (source === undefined) throw new RangeError('no scans of 200 dpi');
  return { ...from('scan', count, null, 1, source), format, ...(without !== undefined && { without }) };
}

/** Counts so that the whole run ends in about a minute and a half on two cores. */
export const SETS: readonly FormatSet[] = [
  from('html', 540, CHEERIO, 18),
  from('text', 270, null, 9),
  from('docx', 150, MAMMOTH),
  from('doc', 120, LIBREOFFICE_TEXT),
  from('rtf', 80, LIBREOFFICE_TEXT),
  from('odt', 80, LIBREOFFICE_TEXT),
  from('xlsx', 80, LIBREOFFICE_CSV),
  from('xls', 80, LIBREOFFICE_CSV),
  pdfs(48),
  scans('scan', 12),
  scans('scan-js', 12, 'tesseract'),
];
