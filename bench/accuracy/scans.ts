import { execFileSync } from 'node:child_process';
import type { SampleForm } from '../../generator/index.ts';
import { drawPages } from '../../generator/pdf-pages.ts';
import { type ScanFonts, scanPage, scansPdf, type Wear } from '../../generator/scan.ts';
import type { SampleReport } from '../../src/sample/model.ts';

/** One office's printer and scanner. */
interface ScanManner {
  readonly name: string;
  readonly form: SampleForm;
  readonly fonts: ScanFonts;
  readonly wear: Omit<Wear, 'dpi'> & { readonly jpeg: number };
}

/* Stand-ins for what offices print with: UMing is a 宋体, UKai a 楷体, Noto Serif like 小标宋 and 书宋, Liberation Serif is Times New Roman, Carlito Calibri. */
const SONG: ScanFonts = { text: 'AR PL UMing CN', digits: 'AR PL UMing CN', title: 'Noto Serif CJK SC' };
const SONG_TIMES: ScanFonts = { ...SONG, digits: 'Liberation Serif' };
const KAI: ScanFonts = { text: 'AR PL UKai CN', digits: 'Liberation Serif', title: 'Noto Serif CJK SC' };
const KAI_OWN: ScanFonts = { text: 'AR PL UKai CN', digits: 'AR PL UKai CN' };
const SERIF: ScanFonts = { text: 'Noto Serif CJK SC', digits: 'Noto Serif CJK SC' };
const HEI: ScanFonts = { text: 'Noto Sans CJK SC', digits: 'Noto Sans CJK SC' };
const HEI_ARIAL: ScanFonts = { text: 'WenQuanYi Zen Hei', digits: 'Liberation Sans' };
const CALIBRI: ScanFonts = { ...SONG, digits: 'Carlito' };

/** Tables whose rules are hardly there: apart in the table, since what fails is finding the cells, not reading them. */
export const hasPoorRules = ({ wear }: ScanManner): boolean => wear.rules !== undefined;

/** What offices do to a page, mild to bad. */
export const SCAN_MANNERS: readonly ScanManner[] = [
  { name: 'clean', form: '2021', fonts: SONG_TIMES, wear: { jpeg: 90 } },
  {
    name: 'grey paper',
    form: '2019',
    fonts: SONG,
    wear: { skew: 0.4, blur: 0.001, noise: 6, paper: 240, jpeg: 85 },
  },
  {
    name: 'poor JPEG',
    form: '2021',
    fonts: SERIF,
    wear: { skew: -0.8, blur: 0.0015, noise: 10, paper: 225, jpeg: 40 },
  },
  {
    name: 'faint rules',
    form: '2014',
    fonts: KAI,
    wear: { skew: 2, blur: 0.001, rule: 0.25, rules: 'broken', jpeg: 80 },
  },
  { name: 'dotted rules', form: '2021', fonts: HEI, wear: { skew: -2, rules: 'dotted', noise: 4, jpeg: 75 } },
  { name: 'fax', form: '2021-hybrid', fonts: SONG_TIMES, wear: { skew: 0.7, noise: 14, bitonal: 150, jpeg: 90 } },
  { name: 'red seal', form: '2021', fonts: CALIBRI, wear: { seal: [400, 330], noise: 5, jpeg: 80 } },
  { name: 'shaded headers', form: '2019', fonts: HEI_ARIAL, wear: { fill: '#b8cce4', skew: -0.5, jpeg: 80 } },
  {
    name: 'photo',
    form: '2021-hybrid',
    fonts: KAI_OWN,
    wear: { tilt: 0.015, skew: 1, blur: 0.0012, noise: 5, paper: 235, shadow: 120, jpeg: 75 },
  },
  {
    name: 'soft',
    form: 'annex',
    fonts: SONG_TIMES,
    wear: { blur: 0.0028, skew: -1.2, paper: 230, noise: 5, jpeg: 70 },
  },
  { name: 'small print', form: '2021', fonts: SONG, wear: { rule: 1, skew: 0.2, noise: 5, jpeg: 60 } },
  { name: 'thresholded', form: '2019', fonts: KAI, wear: { bitonal: 190, skew: -0.3, jpeg: 95 } },
];

/** The report as a PDF of pictures. */
export async function scannedReport(report: SampleReport, manner: ScanManner, dpi: number): Promise<Uint8Array> {
  const pages = [];
  const drawn = drawPages(report, manner.name === 'small print' ? { tableSize: 8 } : {});
  for (const page of drawn) pages.push(await scanPage(page, manner.fonts, { ...manner.wear, dpi }, report.seed));
  return scansPdf(pages, dpi);
}

const FAMILIES = [...new Set(SCAN_MANNERS.flatMap(({ fonts }) => Object.values(fonts) as string[]))];

/** Why scans cannot be drawn on this machine, or null. */
export function missingFonts(): string | null {
  try {
    const known = execFileSync('fc-list', [':', 'family'], { encoding: 'utf8' });
    const missing = FAMILIES.filter((family) => !known.includes(family));
    return missing.length > 0 ? `no font ${missing.join(', ')}` : null;
  } catch {
    return 'no fc-list';
  }
}
