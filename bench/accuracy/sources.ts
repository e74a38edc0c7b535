import { readdirSync, readFileSync } from 'node:fs';
import { DOCX_MANNERS, docxOf } from '../../generator/docx.ts';
import {
  type CellFigure,
  generateReport,
  LAYOUTS,
  type SampleReport,
  type SampleTruth,
  sampleFile,
} from '../../generator/index.ts';
import { jbig2Of } from '../../generator/jbig2.ts';
import { odtOf } from '../../generator/odt.ts';
import { OFD_RULES, OFD_TEXTS, type OfdManner, type OfdScan, ofdOf, ofdOfScans } from '../../generator/ofd.ts';
import { type PdfManner, RULE_MANNERS, reportPdf, TEXT_MANNERS, TURNS } from '../../generator/pdf.ts';
import { drawPages } from '../../generator/pdf-pages.ts';
import { RTF_MANNERS, rtfOf } from '../../generator/rtf.ts';
import { scanPage } from '../../generator/scan.ts';
import { WORKBOOK_MANNERS, workbookOf } from '../../generator/xlsx.ts';
import { hasPoorRules, missingFonts, SCAN_MANNERS, scannedReport } from './scans.ts';

export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly truth: SampleTruth;
  readonly optional?: (figure: CellFigure) => boolean;
}

/** Samples of one format, written in several producers' manners. */
export interface Source {
  readonly format: string;
  readonly manner: string;
  /** OCR: seconds a document. */
  readonly slow?: true;
  /** Why it cannot be measured on this machine; null or absent where it can. */
  readonly missing?: () => string | null;
  samples(count: number): AsyncGenerator<Sample>;
}

/** Seeds of their own, so that no test has seen these reports. */
const FIRST_SEED = 700_000;

type WriteReport = (report: SampleReport, index: number) => Promise<Uint8Array> | Uint8Array;

function written(format: string, manner: string, ending: string, write: WriteReport): Source {
  return {
    format,
    manner,
    async *samples(count) {
      for (let index = 0; index < count; index++) {
        const report = generateReport(FIRST_SEED + index);
        yield { name: `${report.seed}.${ending}`, bytes: await write(report, index), truth: report.truth };
      }
    },
  };
}

function laidOut(format: 'html' | 'text'): Source {
  const layouts = LAYOUTS.filter(({ name }) => name.startsWith(`${format}-`));
  return {
    format,
    manner: `${layouts.length} layouts, ${format === 'html' ? 'page frames, ' : ''}encodings`,
    async *samples(count) {
      for (const layout of layouts) {
        for (let index = 0; index < count; index++) {
          const file = sampleFile(FIRST_SEED + index, layout);
          yield { name: file.name, bytes: file.bytes, truth: file.report.truth, optional: file.optional };
        }
      }
    },
  };
}

/** Word 97 to 2003 files cannot be generated here: the fixtures that LibreOffice wrote. */
function fixtures(format: 'doc' | 'wps'): Source {
  const folder = new URL('../../test/fixtures/office/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(`.${format}`));
  return {
    format,
    manner: 'fixtures written by LibreOffice',
    async *samples() {
      for (const file of files) {
        const truth = new URL(`${file.slice(0, file.lastIndexOf('.'))}.truth.json`, folder);
        yield {
          name: file,
          bytes: readFileSync(new URL(file, folder)),
          truth: JSON.parse(readFileSync(truth, 'utf8')) as SampleTruth,
        };
      }
    },
  };
}

const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
};

const RULED_OFD = OFD_RULES.filter((manner) => manner !== 'none');
const RULED = RULE_MANNERS.filter((manner) => manner !== 'none');

export const pdfManner = (index: number): PdfManner => ({
  rules: pick(RULED, index),
  text: pick(TEXT_MANNERS, index),
  turn: pick(TURNS, Math.floor(index / 4)),
  repeatHeader: index % 3 === 0,
  cut: index % 2 === 0 ? 'blank' : 'repeat',
  openBottom: index % 5 === 0,
  pageNumber: (page, pages) => (index % 2 === 0 ? `— ${page} —` : `第${page}页 共${pages}页`),
});

export const ofdManner = (index: number): OfdManner => ({
  rules: pick(RULED_OFD, index),
  text: pick(OFD_TEXTS, index),
  sideways: index % 7 === 0,
  repeatHeader: index % 3 === 0,
  openBottom: index % 5 === 0,
  prefix: pick(['ofd', '', 'o'], index),
});

/** Pages of a good scanner, in each kind of picture that OFD holds. */
const scannedOfd: Source = {
  format: 'ofd',
  manner: 'scanned at 200 dpi: JPEG, JBIG2, PNG',
  slow: true,
  missing: missingFonts,
  async *samples(count) {
    for (let index = 0; index < count; index++) {
      const kind = pick(['jpeg', 'jbig2', 'png'] as const, index);
      const report = generateReport(FIRST_SEED + 40_000 + index);
      const wear = {
        dpi: 200,
        skew: 0.3,
        ...(kind === 'jpeg' ? { jpeg: 85 } : {}),
        ...(kind === 'jbig2' ? { bitonal: 160 } : {}),
      };
      const pages: OfdScan[] = [];
      for (const page of drawPages(report)) {
        const { bytes } = await scanPage(page, pick(SCAN_MANNERS, 0).fonts, wear, report.seed);
        pages.push(
          kind === 'jbig2'
            ? { bytes: await jbig2Of(bytes), ending: 'jb2' }
            : { bytes, ending: kind === 'png' ? 'png' : 'jpg' },
        );
      }
      yield { name: `${report.seed}-${kind}.ofd`, bytes: await ofdOfScans(pages), truth: report.truth };
    }
  },
};

/** Each report in another of the manners in which offices print and scan. */
const scanned = (dpi: number, poorRules: boolean): Source => ({
  format: 'scan',
  manner: `${dpi} dpi: ${SCAN_MANNERS.filter((manner) => hasPoorRules(manner) === poorRules)
    .map(({ name }) => name)
    .join(', ')}`,
  slow: true,
  missing: missingFonts,
  async *samples(count) {
    for (let index = 0; index < count; index++) {
      const manner = pick(SCAN_MANNERS, index);
      if (hasPoorRules(manner) !== poorRules) continue;
      const report = generateReport(FIRST_SEED + 100 * dpi + index, { form: manner.form });
      yield {
        name: `${report.seed}-${manner.name}.pdf`,
        bytes: await scannedReport(report, manner, dpi),
        truth: report.truth,
      };
    }
  },
});

export const SOURCES: readonly Source[] = [
  laidOut('html'),
  laidOut('text'),
  written('docx', `${DOCX_MANNERS.length} manners`, 'docx', (report, index) =>
    docxOf(report, pick(DOCX_MANNERS, index)),
  ),
  fixtures('doc'),
  fixtures('wps'),
  written('rtf', RTF_MANNERS.join(', '), 'rtf', (report, index) => rtfOf(report, pick(RTF_MANNERS, index))),
  written('odt', 'zip and flat', 'odt', (report, index) => odtOf(report, index % 4 === 3)),
  written('xlsx', WORKBOOK_MANNERS.join(', '), 'xlsx', (report, index) =>
    workbookOf(report, pick(WORKBOOK_MANNERS, index)),
  ),
  written('xls', 'Excel 97', 'xls', (report, index) => workbookOf(report, pick(WORKBOOK_MANNERS, index), 'biff8')),
  written('pdf', 'rules, text items, turns, page breaks', 'pdf', (report, index) =>
    reportPdf(report, pdfManner(index)),
  ),
  written('ofd', 'rules, text objects, turns, page breaks', 'ofd', (report, index) =>
    ofdOf([report], ofdManner(index)),
  ),
  written('ofd', 'charsets, places, watermarks, signed', 'ofd', (report, index) =>
    ofdOf([report], {
      ...ofdManner(index + 3),
      charset: pick(['gb18030', 'utf-16', 'utf-8'], index),
      places: pick(['absolute', 'slashless', 'relative'], index),
      prefix: 'ofd',
      signed: index % 2 === 0,
      ...(index % 4 === 0 ? { watermark: '清溪县人民政府' } : {}),
    }),
  ),
  scannedOfd,
  written('pdf', 'without ruling lines', 'pdf', (report) => reportPdf(report, { rules: 'none' })),
  ...[300, 200, 150].flatMap((dpi) => [scanned(dpi, false), scanned(dpi, true)]),
];
