import type { WorkBook } from '@e965/xlsx';
import { messageOf } from '../../../message-of.ts';
import { UnreadableError } from '../../document.ts';
import { refuseEncrypted } from '../office/encryption.ts';
import { checkPackage, openPackage } from '../office/package.ts';
import { wholeXml } from '../office/whole.ts';
import { withinTime } from '../within-time.ts';
import { numberInFull } from './displayed.ts';
import type { Formulas } from './formulas.ts';
import { biffLooks } from './looks/biff/looks.ts';
import { packageLooks } from './looks/package.ts';
import { sheetXmlLooks } from './looks/xml-looks.ts';
import type { ParsedWorkbook } from './model.ts';
import { readOpenDocument, readOpenPackage } from './open-document.ts';
import { refuseEndless } from './ranges.ts';

/** Rows read of a sheet; a report has some sixty, the rest is a data dump. */
const MAX_ROWS = 20_000;
/** All parts of an XLSX package once unpacked. The library itself unpacks without a limit. */
const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;

/** Of the processor, for the library: a hundred thousand cells take some seconds. It follows some damaged records without end. */
const LIMIT_MS = 60_000;

/** Parses XLS, XLSX, SpreadsheetML or ODS. Macros and formulas are not run. Throws `UnreadableError`. */
export async function parseWorkbook(bytes: Uint8Array, limitMs = LIMIT_MS): Promise<ParsedWorkbook> {
  let looks: ParsedWorkbook['looks'] = new Map();
  let sheetXml: string | null = null;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const parts = await openPackage(bytes);
    await refuseEncrypted(parts);
    if (await parts.part('content.xml')) return readOpenPackage(parts);
    await checkPackage(bytes, MAX_UNPACKED_BYTES, refuseEndless);
    looks = await packageLooks(bytes);
  } else if (bytes[0] === 0x3c || bytes[0] === 0xef) {
    const xml = wholeXml(bytes);
    if (isOpenDocument(xml)) return readOpenDocument(xml, null);
    sheetXml = xml;
  } else if (bytes[0] === 0xd0) looks = biffLooks(bytes);
  const xlsx = await import('@e965/xlsx');
  // Files of Excel 5 and its Chinese contemporaries name their code page, mostly 936.
  xlsx.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  try {
    const options = {
      type: 'buffer' as const,
      dense: true,
      cellText: true,
      cellNF: true,
      cellHTML: false,
      cellStyles: true,
      bookVBA: false,
      sheetRows: MAX_ROWS,
    };
    const workbook = quietly(() => withinTime(() => xlsx.read(Buffer.from(bytes), options), limitMs));
    if (workbook === null)
      throw new UnreadableError(
        'timeout',
        `The workbook was not read after ${limitMs / 1000} seconds, as happens with damaged files. Download the file again.`,
      );
    if (sheetXml !== null) looks = sheetXmlLooks(sheetXml, workbook);
    return {
      workbook,
      format: (format, value) => printedBy(() => xlsx.SSF.format(format, value)) ?? numberInFull(value),
      formulas: formulasOf(workbook),
      looks,
      warnings: [],
    };
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const message = messageOf(error);
    if (/password|encrypt/i.test(message))
      throw new UnreadableError(
        'encrypted',
        'The workbook is protected by a password. Ask its publisher for an open copy.',
      );
    throw new UnreadableError('damaged', `The workbook is damaged (${message}). Download the file again.`);
  }
}

/** Null for a format that is none: what a damaged file calls one. */
function printedBy(format: () => unknown): string | null {
  try {
    return String(format());
  } catch {
    return null;
  }
}

const HEAD = 2000;
const isOpenDocument = (xml: string): boolean => /<(?:\w+:)?document\s[^>]*oasis/.test(xml.slice(0, HEAD));

/** The library tells of what it does not know on the console, which is the program's. */
function quietly<T>(work: () => T): T {
  const { error, warn } = console;
  const silent = (): void => undefined;
  Object.assign(console, { error: silent, warn: silent });
  try {
    return work();
  } finally {
    Object.assign(console, { error, warn });
  }
}

/** The library keeps what a workbook says about computing, and does not name it in its types. */
function formulasOf({ Workbook: properties }: WorkBook): Formulas {
  const calculation: unknown = properties && 'CalcPr' in properties ? properties.CalcPr : null;
  const asks =
    typeof calculation === 'object' && calculation !== null && 'fullCalcOnLoad' in calculation
      ? String(calculation.fullCalcOnLoad)
      : '0';
  return asks === '1' || asks === 'true' ? 'computed anew' : 'as saved';
}
