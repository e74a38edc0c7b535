import { FORMS } from '../src/sample/../codebook/index.ts';
import { ENCODINGS } from '../src/sample/encode.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { type PortalPage, type PortalPlan, pagePath } from '../src/sample/portal/plan.ts';
import { type SamplePortal, startSamplePortal } from '../src/sample/portal/server.ts';
import { layoutNamed, type Rendering, renderReport } from '../src/sample/render.ts';
import { generateReport, type SampleForm } from '../src/sample/report.ts';
import type { SampleTruth } from '../src/sample/truth.ts';

/*
 * A portal of any size for the benchmark. A few dozen pages are rendered once; every other page is a copy in which the organ's number is
 * written over, so that the server costs a crawl next to nothing and holds a few MB.
 */

const FIRST_YEAR = 2018;
const YEARS = 7;
/** Different series of reports; each is rendered once a year. */
const SERIES = 8;
const ROWS_PER_PAGE = 20;
/** ASCII digits, so that they can be written over in any of the charsets used. */
const MARK = '0000000';
const MARKED_ORGAN = `云岭省安河市第${MARK}街道办事处`;
const LAYOUT_NAMES = ['html-clean', 'html-word'];

/** Serves a portal of so many reports. */
export const startLargePortal = (reports: number): Promise<SamplePortal> =>
  startSamplePortal({ plan: largePlan(reports) });

interface Base {
  readonly truth: SampleTruth;
  readonly file: Rendering;
  /** Of the digits of each mark. */
  readonly offsets: readonly (readonly number[])[];
}

function largePlan(reports: number): PortalPlan {
  const bases = new Map<string, Base>();
  const pages = Array.from({ length: reports }, (_, index) => largePage(index, bases));
  return { pages: pages.sort((a, b) => b.date.localeCompare(a.date)), rowsPerPage: ROWS_PER_PAGE };
}

function largePage(index: number, bases: Map<string, Base>): PortalPage {
  const organ = Math.floor(index / YEARS);
  const year = FIRST_YEAR + (index % YEARS);
  const number = String(organ + 1).padStart(MARK.length, '0');
  const date = `${year + 1}-01-${String(10 + (organ % 20)).padStart(2, '0')}`;
  const base = (): Base => baseOf(organ % SERIES, year, bases);
  const renamed = (text: string): string => text.replaceAll(MARK, number);
  return {
    path: pagePath(date, 10_000 + index),
    title: renamed(`${MARKED_ORGAN}${year}年政府信息公开工作年度报告`),
    date,
    kind: 'report',
    get truth() {
      const { truth } = base();
      return { ...truth, title: renamed(truth.title), organ: renamed(truth.organ) };
    },
    charset: null,
    bytes: () => written(base(), number),
  };
}

function written({ file, offsets }: Base, number: string): Uint8Array {
  const bytes = Buffer.from(file.bytes);
  for (const digits of offsets) for (const [at, offset] of digits.entries()) bytes[offset] = number.charCodeAt(at);
  return bytes;
}

function baseOf(series: number, year: number, bases: Map<string, Base>): Base {
  const key = `${series}/${year}`;
  const known = bases.get(key);
  if (known !== undefined) return known;
  const before = year > FIRST_YEAR ? baseOf(series, year - 1, bases).truth : null;
  const report = generateReport(series * 100 + year, {
    form: formOf(year),
    organ: MARKED_ORGAN,
    year,
    variety: 'plain',
    ...(before === null ? {} : { before }),
  });
  const made = render(report, series);
  bases.set(key, made);
  return made;
}

const formOf = (year: number): SampleForm => FORMS.formOfYear(year)?.key ?? 'none';

function render(report: SampleReport, series: number): Base {
  const layout = layoutNamed(LAYOUT_NAMES[series % LAYOUT_NAMES.length] ?? 'html-clean');
  const wanted = series % 2 === 0 ? 'utf8' : 'gbk-labelled-gb2312';
  const encoding = ENCODINGS.find(({ name }) => name === wanted);
  const file = renderReport(report, layout, {
    facts: { related: [] },
    ...(encoding === undefined ? {} : { encoding }),
  });
  return { truth: report.truth, file, offsets: occurrences(Buffer.from(file.bytes)) };
}

/** Word puts some of a number's digits into a span of their own. */
const MARK_IN_PAGE = new RegExp([...MARK].join('(?:</?span[^<>]*>)*'), 'g');

/** Where each digit of each mark stands. */
function occurrences(bytes: Buffer): number[][] {
  const found: number[][] = [];
  for (const { 0: mark, index } of bytes.toString('latin1').matchAll(MARK_IN_PAGE)) {
    const tags = mark.replace(/<[^<>]*>/g, (tag) => ' '.repeat(tag.length));
    found.push([...tags.matchAll(/0/g)].map((digit) => index + digit.index));
  }
  return found;
}
