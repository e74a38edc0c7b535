import { generateReport, LAYOUTS, randomFrom, type SampleReport } from '../../generator/index.ts';
import { reportPdf } from '../../generator/pdf.ts';

/** How a portal publishes a report: as text in the page, as a file beside one sentence, or both. */
export type Form = 'page' | 'file' | 'both';

/** One row of a simulated list. */
export interface Article {
  /** 1-based, newest first. */
  readonly number: number;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly organ: string;
  readonly form: Form;
  /** The text of the page, as HTML. */
  readonly body: string;
  /** Null for what is no report: interpretations, guides, other reports. */
  readonly report: SampleReport | null;
  /** The report as a PDF, for `file` and `both`. */
  readonly pdf: () => Uint8Array;
}

export interface CorpusOptions {
  readonly seed: number;
  readonly reports: number;
  /** Every n-th report is published as a file; 0 for none. */
  readonly fileEvery: number;
  /** The division whose organs report. */
  readonly place?: string;
}

/** Where the simulated portals are, unless they are told to be elsewhere. */
export const PLACE = '清溪县';

const ORGANS = [
  '清溪县人民政府',
  '清溪县财政局',
  '清溪县教育局',
  '清溪县水务局',
  '清溪县柳林镇人民政府',
  '清溪县城关街道办事处',
];
const OTHERS = [
  (year: number) => `图解：清溪县${year}年政府信息公开工作年度报告`,
  (year: number) => `清溪县政府信息公开指南（${year}年版）`,
  (year: number) => `清溪县${year}年政府网站工作年度报表`,
  (year: number) => `关于做好${year}年政府信息公开工作年度报告编制发布工作的通知`,
];
const NEWEST_YEAR = 2025;

/** The content of one channel: reports of several organs and years, newest first, with a few strangers among them. */
export function makeCorpus({ seed, reports, fileEvery, place = PLACE }: CorpusOptions): Article[] {
  const drafts = Array.from({ length: reports }, (_, index) => {
    const year = NEWEST_YEAR - Math.floor(index / ORGANS.length);
    const organ = (ORGANS[index % ORGANS.length] ?? `${PLACE}人民政府`).replace(PLACE, place);
    const file = fileEvery > 0 && index % fileEvery === fileEvery - 1;
    return { year, organ, day: 28 - (index % 20), form: (file ? (index % 2 === 0 ? 'file' : 'both') : 'page') as Form };
  });
  const list: Omit<Article, 'number'>[] = drafts.map(({ year, organ, day, form }, index) =>
    reportArticle(seed * 1000 + index, { year, organ, day, form }),
  );
  for (const [index, title] of OTHERS.entries()) {
    const year = NEWEST_YEAR - index;
    list.splice(2 + index * 5, 0, stranger(title(year).replace(PLACE, place), year));
  }
  return list.map((article, index) => ({ ...article, number: index + 1 }));
}

function reportArticle(
  seed: number,
  facts: { year: number; organ: string; day: number; form: Form },
): Omit<Article, 'number'> {
  const { year, organ, form } = facts;
  const report = generateReport(seed, {
    form: year >= 2021 ? '2021' : '2019',
    organ,
    year,
    variety: 'plain',
    instead: [],
    missing: [],
  });
  const layout = LAYOUTS[seed % 2];
  const text = layout?.render(report, randomFrom(seed)) ?? '';
  return {
    title: report.truth.title,
    date: `${year + 1}-01-${String(facts.day).padStart(2, '0')}`,
    organ,
    form,
    report,
    body: form === 'file' ? '<p>现将年度报告公布如下，请点击附件查看。</p>' : text,
    pdf: () => reportPdf(report),
  };
}

function stranger(title: string, year: number): Omit<Article, 'number'> {
  const body = `<p>${title}。本文为样例文字，与年度报告正文无关。</p>`.repeat(3);
  return {
    title,
    date: `${year + 1}-01-15`,
    organ: '清溪县人民政府办公室',
    form: 'page',
    report: null,
    body,
    pdf: () => new Uint8Array(),
  };
}
