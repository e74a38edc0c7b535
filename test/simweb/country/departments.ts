import { type Article, makeCorpus } from '../corpus.ts';
import { type Hit, serve } from '../server.ts';
import { doc, headlines, items, link, SECTIONS } from './front.ts';
import type { CountryPortal } from './portal.ts';

const ORGANS = ['财政局', '教育局', '水务局', '民政局', '司法局', '审计局', '交通运输局', '农业农村局'];

/** A portal whose reports stand in the columns of its departments alone: platform, department, 年报. */
export async function departmentTree([code, place]: readonly [string, string]): Promise<{
  readonly portal: CountryPortal;
  readonly log: readonly Hit[];
  close(): Promise<void>;
}> {
  const articles = makeCorpus({ seed: 77, reports: 24, fileEvery: 0 }).filter(({ report }) => report !== null);
  const reportsOf = (index: number): Article[] => articles.slice(index * 3, index * 3 + 3);
  const years = [2025, 2024, 2023];
  const title = (organ: string, year: number): string => `${place}${organ}${year}年政府信息公开工作年度报告`;
  const pages = new Map<string, string>([
    [
      '/',
      doc(
        `${place}人民政府`,
        `<ul>${SECTIONS}<li>${link('/xxgk/', '政府信息公开')}</li></ul><ul>${headlines(10)}</ul>`,
      ),
    ],
    [
      '/xxgk/',
      doc(
        '政府信息公开',
        `<h2>县政府部门</h2><ul>${items(...ORGANS.map((organ, index) => [`/xxgk/bm${index}/`, `县${organ}`] as const))}</ul>`,
      ),
    ],
  ]);
  for (const [index, organ] of ORGANS.entries()) {
    const folder = `/xxgk/bm${index}/`;
    pages.set(
      folder,
      doc(
        `县${organ}`,
        items([`${folder}zn/`, '公开指南'], [`${folder}zc/`, '政策文件'], [`${folder}nb/`, '年度报告']),
      ),
    );
    pages.set(`${folder}zc/`, doc('政策文件', `<ul>${headlines(5)}</ul>`));
    const rows = years.map(
      (year, at) =>
        `<li>${link(`${folder}nb/${year}.html`, title(organ, year))}<span>${year + 1}-01-1${at}</span></li>`,
    );
    pages.set(
      `${folder}nb/`,
      doc(
        '年度报告',
        `<div>当前位置：${link('/', '首页')} &gt; ${link(folder, `县${organ}`)}</div><ul>${rows.join('')}</ul>`,
      ),
    );
    for (const [at, year] of years.entries())
      pages.set(
        `${folder}nb/${year}.html`,
        doc(title(organ, year), `<h1>${title(organ, year)}</h1>${reportsOf(index)[at]?.body ?? ''}`),
      );
  }
  const listening = await serve(
    ({ path }) => {
      const body = pages.get(path);
      return body === undefined ? { status: 404, body: '' } : { body };
    },
    { bytes: 'utf8', label: 'utf-8' },
  );
  const portal: CountryPortal = {
    homepage: `${listening.origin}/`,
    code,
    name: place,
    kind: 'structure',
    trap: 'a tree of departments whose leaves hold the reports',
    state: 'found',
    channels: ORGANS.map((_, index) => `${listening.origin}/xxgk/bm${index}/nb/`),
    family: null,
    requests: () => listening.log.length,
  };
  return { portal, log: listening.log, close: listening.close };
}
