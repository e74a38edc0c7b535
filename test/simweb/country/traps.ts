import { doc, headlines, items, link, NEIGHBOURS, type Pages, SECTIONS } from './front.ts';

/** A portal without a channel of its own, and what is to be said of it. */
export interface Trap {
  readonly name: string;
  readonly state: 'none' | 'refused';
  /** Status of every answer; 200 where it is not given. */
  readonly status?: number;
  pages(place: string): Pages;
}

const robots = (text: string) => () => ({ type: 'text/plain', body: text });

export const TRAPS: readonly Trap[] = [
  {
    name: 'no channel',
    state: 'none',
    pages: (place) => ({
      '/': doc(place, items(['/a.html', '通知公告'], ['/b.html', '县情概况'])),
      '/a.html': doc('通知公告', `<ul>${headlines(12)}</ul>`),
      '/b.html': doc('县情概况', '<p>县情。</p>'),
    }),
  },
  {
    name: 'a large portal without a channel',
    state: 'none',
    pages: (place) => {
      const sections = Array.from({ length: 80 }, (_, index) => [`/lm/${index}/`, `栏目${index}`] as const);
      const pages = Object.fromEntries(sections.map(([path, name]) => [path, doc(name, `<ul>${headlines(9)}</ul>`)]));
      return { ...pages, '/': doc(`${place}人民政府`, `<ul>${SECTIONS}${items(...sections)}</ul>`) };
    },
  },
  {
    name: 'annual reports of other kinds alone',
    state: 'none',
    pages: (place) => ({
      '/': doc(
        `${place}人民政府`,
        `<ul>${SECTIONS}${NEIGHBOURS}<li>${link('/zwgk/', '政务公开')}</li></ul><ul>${headlines(30)}</ul>`,
      ),
      '/zwgk/': doc('政务公开', `<ul>${NEIGHBOURS}</ul>`),
      '/fz/fzzf/': doc(
        '法治政府建设年度报告',
        items(
          ['/fz/1.html', `${place}2023年法治政府建设年度报告`],
          ['/fz/2.html', `${place}2022年法治政府建设年度报告`],
        ),
      ),
      '/fz/1.html': doc(
        `${place}2023年法治政府建设年度报告`,
        '<h1>法治政府建设年度报告</h1><p>一、主要做法</p><p>二、存在问题</p>',
      ),
      '/tj/tjnj/': doc('统计年鉴', items(['/tj/1.html', '2023年统计年报'], ['/tj/2.html', '2022年统计年报'])),
      '/qy/nbgs/': doc('企业年报公示', items(['/qy/1.html', '清溪酒业有限公司2023年年度报告'])),
    }),
  },
  {
    name: 'a notice with a template attached',
    state: 'none',
    pages: (place) => ({
      '/': doc(place, `<ul>${SECTIONS}<li>${link('/xxgk/', '政府信息公开')}</li></ul>`),
      '/xxgk/': doc(
        '政府信息公开',
        items(['/xxgk/tz.html', '关于做好2023年政府信息公开年报编制工作的通知'], ['/xxgk/zn.html', '政府信息公开指南']),
      ),
      '/xxgk/tz.html': doc(
        '通知',
        '<h1>关于做好2023年政府信息公开年报编制工作的通知</h1><p>总体情况、主动公开政府信息情况应当写明。</p><a href="/m.docx">2023年政府信息公开工作年度报告模板.docx</a>',
      ),
    }),
  },
  {
    name: 'a parked domain',
    state: 'none',
    pages: () => ({
      '/': '<html><title>域名出售</title><body><a href="/buy">This domain is for sale</a></body></html>',
    }),
  },
  {
    name: 'a firewall that answers 412',
    state: 'refused',
    status: 412,
    pages: () => ({
      '/': '<html><head><meta id="x" content="x" r="m"><script r="m">$_ts={};$_ts.nsd=1;</script></head></html>',
    }),
  },
  { name: 'a host that answers 403', state: 'refused', status: 403, pages: () => ({ '/': '<h1>403 Forbidden</h1>' }) },
  {
    name: 'robots.txt that forbids all',
    state: 'refused',
    pages: (place) => ({ '/robots.txt': robots('User-agent: *\nDisallow: /\n'), '/': doc(place, SECTIONS) }),
  },
];
