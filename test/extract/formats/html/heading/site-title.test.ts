import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../src/extract/index.ts';

const ORGAN = '清溪县水利局';
const WHOLE = `${ORGAN}2023年政府信息公开工作年度报告`;
const BARE = '2023年政府信息公开工作年度报告';
const TEXT = `<p>本报告依据条例编制。</p><p>一、总体情况</p><p>正文。</p><p>二、主动公开政府信息情况</p><p>正文。</p>
<p>三、收到和处理政府信息公开申请情况</p><p>正文。</p>`;

/** How systems fill `<title>`: site, channel and article in a row, in one order or the other. */
const TITLES: readonly ((article: string) => string)[] = [
  (article) => article,
  (article) => `清溪县人民政府 政府信息公开年报 ${article}`,
  (article) => `清溪县人民政府门户网站 ${article}`,
  (article) => `政府信息公开年报 ${article}`,
  (article) => `${article}-政府信息公开年报-清溪县人民政府`,
  (article) => `${article}_清溪县人民政府门户网站`,
];

const page = (title: string, head: string, body: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8">${head}<title>${title}</title></head>
<body><div class="nav"><a href="/">首页</a></div>${body}</body></html>`;

async function read(html: string) {
  const extraction = await extract(new TextEncoder().encode(html), { name: 'page.html' });
  if (extraction.kind !== 'document') throw new TypeError('an archive');
  const { title, organ, year } = extraction.report;
  return { title, organ, year };
}

const expected = { title: WHOLE, organ: ORGAN, year: 2023 };

describe('<title> of site, channel and article in a row', () => {
  it.each(TITLES.map((make) => make(WHOLE)))('gives the article of %s alone', async (title) => {
    expect(await read(page(title, '', `<div class="body">${TEXT}</div>`))).toEqual(expected);
  });

  it.each(TITLES.map((make) => make(WHOLE)))('gives way to ArticleTitle: %s', async (title) => {
    const head = `<meta name="ArticleTitle" content="${WHOLE}">`;
    expect(await read(page(title, head, `<div class="body">${TEXT}</div>`))).toEqual(expected);
  });

  it.each(TITLES.map((make) => make(BARE)))(
    "gives way to the page's own heading, of whatever element: %s",
    async (title) => {
      for (const heading of [`<h1>${WHOLE}</h1>`, `<div class="x7"><b>${WHOLE}</b></div>`, `<p>${WHOLE}</p>`])
        expect(await read(page(title, '', `${heading}<div class="body">${TEXT}</div>`))).toEqual(expected);
    },
  );

  it('names no site as the organ where the article names none', async () => {
    const { title, organ } = await read(page(TITLES[1]?.(BARE) ?? '', '', `<div class="body">${TEXT}</div>`));
    expect({ title, organ }).toEqual({ title: BARE, organ: null });
  });
});
