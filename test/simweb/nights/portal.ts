import { createHash } from 'node:crypto';
import { ENCODINGS } from '../../../src/sample/encode.ts';
import { FRAMES } from '../../../src/sample/frames/index.ts';
import type { SampleReport } from '../../../src/sample/model.ts';
import { layoutNamed, renderReport } from '../../../src/sample/render.ts';
import { generateReport } from '../../../src/sample/report.ts';

export type SimFamily = 'trs' | 'vsb';

/** A report as a simulated portal publishes it. */
export interface SimReport {
  readonly year: number;
  readonly publishedOn: string;
  /** Another seed: other numbers. */
  readonly seed: number;
}

export interface SimAnswer {
  readonly status: number;
  readonly body: string;
}

/** What a portal does with all that it is asked. */
export type Mood = 'well' | 'broken' | 'blocking' | 'silent';

const UTF8 = ENCODINGS[0];
const CLEAN = layoutNamed('html-clean');

/** A portal of one organ, with a list page and a page a report; made to be changed from night to night. */
export class SimPortal {
  readonly id: string;
  readonly address: string;
  readonly family: SimFamily;
  readonly organ: string;
  #reports: readonly SimReport[];
  readonly #ever = new Map<number, SimReport>();
  mood: Mood = 'well';
  /** Where its channel stands. */
  channel = '/zwgk/nb/';
  /** Its list and its pages have lost the form that they had. */
  redesigned = false;
  readonly #bytes = new Map<string, string>();

  constructor(options: {
    id: string;
    address: string;
    family: SimFamily;
    organ: string;
    reports: readonly SimReport[];
  }) {
    this.id = options.id;
    this.address = options.address;
    this.family = options.family;
    this.organ = options.organ;
    this.#reports = options.reports;
    this.reports = options.reports;
  }

  get reports(): readonly SimReport[] {
    return this.#reports;
  }

  set reports(reports: readonly SimReport[]) {
    this.#reports = reports;
    for (const report of reports) this.#ever.set(report.year, report);
  }

  /** What it has published at any time, as it was last. */
  ever(): (SimReport & { readonly withdrawn: boolean })[] {
    const there = new Set(this.#reports.map(({ year }) => year));
    return [...this.#ever.values()].map((report) => ({ ...report, withdrawn: !there.has(report.year) }));
  }

  pathOf({ year }: SimReport): string {
    const day = `${year + 1}0120`;
    return this.family === 'trs'
      ? `${this.channel}${day.slice(0, 6)}/t${day}_${1000 + year}.html`
      : `/info/1012/${year}.htm`;
  }

  truth({ year, seed }: SimReport): SampleReport {
    return generateReport(seed, {
      form: '2021',
      organ: this.organ,
      year,
      variety: 'plain',
      title: 'usual',
      missing: [],
      instead: [],
      blanks: false,
      plainNumbers: true,
    });
  }

  answer(path: string): SimAnswer {
    if (this.mood === 'broken') return { status: 500, body: 'Internal Server Error' };
    if (this.mood === 'blocking') return { status: 403, body: '<html><body>403 Forbidden</body></html>' };
    if (path === this.channel) return { status: 200, body: this.#list() };
    const report = this.reports.find((one) => this.pathOf(one) === path);
    if (report === undefined) return { status: 404, body: '<html><body>404 Not Found</body></html>' };
    return { status: 200, body: this.redesigned ? SHELL('政府信息公开', '<div id="app"></div>') : this.#page(report) };
  }

  #list(): string {
    if (this.redesigned) return SHELL('政府信息公开', '<div id="app" class="new">本页面已升级</div>');
    const rows = this.reports
      .map(
        (one) =>
          `<li><a href="${this.pathOf(one)}" title="${this.#title(one)}">${this.#title(one)}</a><span>${one.publishedOn}</span></li>`,
      )
      .join('\n');
    const pager =
      this.family === 'trs'
        ? '<script>createPageHTML(1, 0, "index", "html");</script>'
        : '<div class="pages">共1页 <span>首页</span><span>尾页</span></div><script src="/system/resource/js/counter.js"></script>';
    return SHELL('政府信息公开年报', `<ul class="list">${rows}</ul><div class="page">${pager}</div>`);
  }

  #title({ year }: SimReport): string {
    return `${this.organ}${year}年政府信息公开工作年度报告`;
  }

  #page(report: SimReport): string {
    const key = `${report.year} ${report.seed}`;
    const known = this.#bytes.get(key);
    if (known !== undefined) return known;
    const frame = FRAMES.find(({ name }) => name === this.family);
    if (frame === undefined || UTF8 === undefined) throw new Error('no frame');
    const facts = { publishedOn: report.publishedOn, siteName: this.organ };
    const { bytes } = renderReport(this.truth(report), CLEAN, { frame, encoding: UTF8, facts });
    const text = Buffer.from(bytes).toString('utf8');
    this.#bytes.set(key, text);
    return text;
  }
}

export const etagOf = (body: string): string => `"${createHash('sha1').update(body).digest('hex').slice(0, 16)}"`;

const SHELL = (title: string, inner: string): string =>
  `<html><head><meta charset="utf-8"><title>${title}</title></head><body><div class="nav"><a href="/">首页</a></div>${inner}</body></html>`;
