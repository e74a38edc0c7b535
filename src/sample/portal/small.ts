import { readFileSync } from 'node:fs';
import { FORMS } from '../../codebook/index.ts';
import { ENCODINGS, type Encoding, encodeText } from '../encode.ts';
import { FRAMES, type FrameFacts } from '../frames/index.ts';
import type { SampleOptions, SampleReport } from '../model.ts';
import { layoutNamed, renderReport } from '../render.ts';
import { generateReport, type SampleForm } from '../report.ts';
import { type AttachedFile, type PortalPage, type PortalPlan, pagePath, type SamplePageKind } from './plan.ts';

/* A portal small enough to look at: four organs, seven years, and one of each thing that real channels hold. */

const ORGANS = ['清溪县人民政府', '清溪县青石镇人民政府', '清溪县民政局', '清溪县滨河街道办事处'];
const FIRST_YEAR = 2018;
const LAST_YEAR = 2024;
const ROWS_PER_PAGE = 20;
const SITE_NAME = '清溪县人民政府门户网站';

const LAYOUT_NAMES = ['html-clean', 'html-word', 'html-merged-cell-twice', 'html-semantic', 'html-page-break-header'];

/** Each organ's own ways: what differs from the usual report, by year. */
const PECULIAR: Readonly<Record<string, Partial<SampleOptions> & { readonly form?: SampleForm }>> = {
  '清溪县青石镇人民政府/2018': { form: 'annex' },
  '清溪县民政局/2021': { form: '2021-hybrid' },
  '清溪县滨河街道办事处/2019': { form: 'none' },
  '清溪县滨河街道办事处/2022': { instead: ['applications'] },
  '清溪县青石镇人民政府/2023': { error: 'row_sum' },
};

/** The report of which a corrected edition with other numbers was published later, and the one that is there twice. */
const CORRECTED = { organ: '清溪县民政局', year: 2022 };
const TWICE = { organ: '清溪县人民政府', year: 2020 };
/** Published as PDF: the page has a link to it and no text. */
const AS_PDF: ReadonlySet<string> = new Set(['清溪县人民政府/2022', '清溪县人民政府/2024']);

/** Published after its day, which is the end of January. */
const LATE = { organ: '清溪县滨河街道办事处', year: 2023 };

export function smallPlan(): PortalPlan {
  const pages = [...ORGANS.flatMap(organPages), ...otherPages()];
  return {
    pages: pages.sort((a, b) => b.date.localeCompare(a.date) || b.path.localeCompare(a.path)),
    rowsPerPage: ROWS_PER_PAGE,
  };
}

/** The reports that the portal publishes as PDF, each with the file that `scripts/sample-pdf.ts` prints of it. */
export function pdfReports(): { readonly report: SampleReport; readonly file: URL }[] {
  return ORGANS.flatMap((organ, place) =>
    reportsOf(organ, place).flatMap(({ report, isPdf }) => (isPdf ? [{ report, file: pdfFile(report) }] : [])),
  );
}

const pdfFile = ({ truth }: SampleReport): URL =>
  new URL(`../../../assets/sample/qingxi-${truth.year}.pdf`, import.meta.url);

interface PlannedReport {
  readonly report: SampleReport;
  readonly id: number;
  readonly date: string;
  readonly kind: SamplePageKind;
  readonly isPdf: boolean;
}

function reportsOf(organ: string, place: number): PlannedReport[] {
  const planned: PlannedReport[] = [];
  let before: SampleReport | null = null;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const id = 1000 + place * 100 + (year - FIRST_YEAR);
    const make = (seed: number): SampleReport => generateReport(seed, optionsOf(organ, year, before));
    const plan = (kind: SamplePageKind, report: SampleReport, number: number, date: string): void => {
      planned.push({ report, id: number, date, kind, isPdf: AS_PDF.has(`${organ}/${year}`) });
    };
    const report = make(id);
    const day = organ === LATE.organ && year === LATE.year ? '02-19' : `01-${12 + place * 4}`;
    plan('report', report, id, `${year + 1}-${day}`);
    before = report;
    if (organ === CORRECTED.organ && year === CORRECTED.year) {
      before = make(id + 5000);
      plan('corrected', before, id + 5000, `${year + 1}-03-06`);
    }
    if (organ === TWICE.organ && year === TWICE.year)
      plan('duplicate', report, id + 6000, `${year + 1}-01-${20 + place}`);
  }
  return planned;
}

const organPages = (organ: string, place: number): PortalPage[] => reportsOf(organ, place).map(pageOf);

function optionsOf(organ: string, year: number, before: SampleReport | null): SampleOptions {
  const form: SampleForm = FORMS.formOfYear(year)?.key ?? 'none';
  const own = PECULIAR[`${organ}/${year}`] ?? {};
  return {
    form,
    organ,
    year,
    title: 'usual',
    missing: [],
    instead: [],
    ...(before === null ? {} : { before: before.truth }),
    ...own,
  };
}

function encodingNamed(name: string): Encoding {
  const found = ENCODINGS.find((encoding) => encoding.name === name);
  if (found === undefined) throw new RangeError(`no sample encoding is called ${name}`);
  return found;
}

const PAGE_ENCODINGS = ['utf8', 'gbk-labelled-gb2312', 'utf8-unlabelled', 'gbk', 'gbk-unlabelled'].map(encodingNamed);
const item = <T>(items: readonly T[], index: number): T => {
  const found = items[index % items.length];
  if (found === undefined) throw new RangeError('an empty list');
  return found;
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function pageOf({ report, kind, date, id, isPdf }: PlannedReport): PortalPage {
  const encoding = item(PAGE_ENCODINGS, id);
  // The copy stands in the frame of another system, and in nothing else different.
  const frame = item(FRAMES, kind === 'duplicate' ? 3 : 0);
  const layout = layoutNamed(item(LAYOUT_NAMES, report.seed));
  const { title } = report.truth;
  const facts: Partial<FrameFacts> = { publishedOn: date, siteName: SITE_NAME };
  const page = { path: pagePath(date, id), title, date, kind, truth: report.truth, charset: encoding.header };
  if (!isPdf) return { ...page, bytes: once(() => renderReport(report, layout, { frame, encoding, facts }).bytes) };
  const attachment: AttachedFile = {
    path: page.path.replace(/t(\d+_\d+)\.html$/, 'P$1.pdf'),
    type: 'application/pdf',
    bytes: once(() => readFileSync(pdfFile(report))),
  };
  const link = { name: `${title}.pdf`, url: attachment.path.replace(/^.*\//, './') };
  return {
    ...page,
    attachment,
    bytes: () => articlePage('', { title, organ: report.truth.organ, date, encoding, attachments: [link] }),
  };
}

interface Article {
  readonly title: string;
  readonly organ: string;
  readonly date: string;
  readonly encoding: Encoding;
  readonly attachments?: FrameFacts['attachments'];
}

/** A page of the portal that is no report of its own. */
function articlePage(body: string, { date, encoding, attachments = [], ...facts }: Article): Uint8Array {
  const all = { ...facts, publishedOn: date, siteName: SITE_NAME, charset: encoding.meta, related: [], attachments };
  return encodeText(item(FRAMES, 0).page(body, all), encoding);
}

/** What stands in every such channel and is no report. */
function otherPages(): PortalPage[] {
  const encoding = item(PAGE_ENCODINGS, 0);
  const page = (title: string, kind: SamplePageKind, date: string, id: number, text: string): PortalPage => ({
    path: pagePath(date, id),
    title,
    date,
    kind,
    truth: null,
    charset: encoding.header,
    bytes: () => articlePage(`<p>${text}</p>`, { title, organ: SITE_NAME, date, encoding }),
  });
  const told = '用一张图说明全年公开了多少信息、收到多少申请，数字以年度报告为准。';
  return [
    page('一图读懂清溪县人民政府2023年政府信息公开工作年度报告', 'interpretation', '2024-02-02', 8001, told),
    page('清溪县政府信息公开指南', 'guide', '2021-05-10', 8002, '公民可以当面、来信或者在网上提出申请。'),
  ];
}
