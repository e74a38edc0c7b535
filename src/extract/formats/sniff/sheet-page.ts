import { beginning } from './markup.ts';

/** What Excel and WPS write into the head of a sheet saved as a web page (often under the name .xls), and LibreOffice into its cells. */
const MARKS =
  /<meta[^<>]{1,200}content\s*=\s*["']?(?:Excel\.Sheet|Gnumeric)|<x:ExcelWorkbook[\s>]|<html[^<>]{1,1000}schemas-microsoft-com:office:excel|<td[^<>]{1,300}\bsdnum=/i;

/** Quickly told: most pages have none of these words. */
const WORDS = /excel|gnumeric|sdnum/i;

/** A web page that is a workbook: its tables are sheets, on which titles and running text stand in cells like the figures. */
export function isSheetPage(bytes: Uint8Array): boolean {
  const text = beginning(bytes);
  return WORDS.test(text) && MARKS.test(text);
}
