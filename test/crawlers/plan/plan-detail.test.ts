import { describe, expect, it } from 'vitest';
import { adHocPortal, DEFAULTS } from '../../../src/config/index.ts';
import type { Plan } from '../../../src/crawlers/plan/plan.ts';
import { planDetail, planFiles } from '../../../src/crawlers/plan/plan-detail.ts';
import { generic } from '../../../src/crawlers/platforms/families/generic.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import type { RequestHints } from '../../../src/crawlers/queue/request-details.ts';

const SITE = 'http://www.qx.gov.cn';
const TITLE = '清溪县财政局2023年政府信息公开工作年度报告';
const CHANNEL = { url: `${SITE}/nb/`, title: '政府信息公开年报' };
/** As a list links a report. */
const LISTED: RequestHints = {
  title: TITLE,
  date: '2024-01-20',
  organ: '清溪县财政局',
  channel: '年报',
  platform: 'generic',
};

const SENTENCES = '<p>一、总体情况</p><p>本机关按时公开。</p><p>五、存在的主要问题及改进情况</p><p>人手不足。</p>';
const html = (body: string, head = `<title>${TITLE}</title>`): string =>
  `<html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
const report = (more = ''): string => html(`<h1>${TITLE}</h1><div>${SENTENCES}${more}</div>`);

const task = (hints: RequestHints, seen = false) => ({
  visit: new PortalVisit({ ...adHocPortal(CHANNEL.url), id: 'qx' }, DEFAULTS),
  dialect: generic,
  kind: 'detail' as const,
  hints,
  channel: CHANNEL,
  isSeen: () => seen,
});
const plan = (text: string, hints = LISTED): Plan =>
  planDetail(makePage({ url: `${SITE}/nb/1.html`, text, contentType: 'text/html' }), task(hints));
const urls = ({ requests }: Plan) => requests.map(({ url }) => url);

describe('a page that is the report', () => {
  it('is a document, and nothing follows', () => {
    expect(plan(report())).toMatchObject({ content: 'document', requests: [], skip: [] });
  });

  it('is one by its tables alone, whatever else it is called', () => {
    const table = '<table><tr><td>本年新收政府信息公开申请数量</td><td>3</td></tr></table>';
    expect(plan(html(table, ''), {}).content).toBe('document');
  });

  it('is one where those tables are of Word, their words cut into spans', () => {
    const cells = '本年<span>新收政府</span>信息公开申请</td><td>结转下年度\\n <b>继续</b>办理'.replaceAll(
      '<',
      '\\u003c',
    );
    const page = html(`<div id="app"></div><script>_CONFIG = {"content": "${cells}"}</script>`);
    expect(plan(page)).toMatchObject({ content: 'document', requests: [] });
  });

  it('is one where its scripts hold its tables as data', () => {
    const escaped = [...'本年新收政府信息公开申请'].map((c) => `\\u${c.charCodeAt(0).toString(16)}`).join('');
    const page = html(`<div id="app"></div><script>_CONFIG = {"content": "${escaped} 结转下年度继续办理"}</script>`);
    expect(plan(page)).toMatchObject({ content: 'document', requests: [] });
    expect(plan(page).failure).toBeUndefined();
  });
});

describe('files', () => {
  const FILE = '<p><a href="/files/2023.pdf">附件：2023年年报.pdf</a></p>';

  it('are asked for, with all that the list said', () => {
    const { content, requests } = plan(report(FILE));
    const hints = { ...LISTED, name: expect.stringContaining('2023年年报') };
    expect(content).toBe('document');
    expect(requests).toMatchObject([
      { kind: 'attachment', url: `${SITE}/files/2023.pdf`, details: { http: {}, hints } },
    ]);
  });

  it('take from the page what the list did not say', () => {
    const [file] = plan(report(FILE), {}).requests;
    expect(file?.details.hints.title).toBe(TITLE);
  });

  it('behind a form are sent for by POST', () => {
    const form = `<form action="/download.do" method="post"><input type="hidden" name="id" value="7 8"><a>附件下载</a></form>`;
    const http = { method: 'POST', body: 'id=7+8', contentType: 'application/x-www-form-urlencoded' };
    expect(plan(report(form)).requests).toMatchObject([
      { kind: 'attachment', url: `${SITE}/download.do`, details: { http } },
    ]);
  });

  it.each([
    ['http://www.example.com/2023.pdf', '2023年年报.pdf', 'off_site'],
    [`${SITE}/2.pdf`, '政府信息公开指南.pdf', 'guide'],
    [`${SITE}/3.pdf`, '2023年政府信息公开工作年度报告解读.pdf', 'interpretation'],
    [`${SITE}/4.gif`, '年报', 'not_an_attachment'],
    [`${SITE}/5.pdf`, '微信二维码', 'not_an_attachment'],
  ])('%s (%s) is left: %s', (url, name, reason) => {
    const { requests, skip } = planFiles([{ url, name }], task(LISTED));
    expect({ requests, skip }).toEqual({ requests: [], skip: [{ url, title: name, reason }] });
  });

  it('of several organs make their page a cover, those of one report do not', () => {
    const link = (name: string, i: number) => `<p><a href="/f/${i}.doc">${name}.doc</a></p>`;
    const organs = ['审计局', '民政局', '水务局', '财政局'].map(
      (organ) => `清溪县${organ}2023年政府信息公开工作年度报告`,
    );
    const cover = plan(html(`<h1>${TITLE}</h1>${organs.map(link).join('')}`));
    expect(cover.content).toBe('page');
    expect(cover.requests).toHaveLength(4);
    expect(plan(html(`<h1>${TITLE}</h1>${organs.slice(0, 3).map(link).join('')}`)).content).toBe('document');
  });
});

describe('frames', () => {
  const framed = html(`<h1>${TITLE}</h1><iframe src="/show/1.html"></iframe>`);

  it('are asked for as pages that may be the report', () => {
    const [frame, ...more] = plan(framed).requests;
    expect(more).toEqual([]);
    expect(frame).toMatchObject({ kind: 'detail', url: `${SITE}/show/1.html` });
    expect(frame?.details.hints).toMatchObject({ title: TITLE, date: '2024-01-20', inferred: true, frames: 1 });
  });

  it('in frames end', () => {
    expect(plan(framed, { ...LISTED, frames: 2 }).requests[0]?.details.hints.frames).toBe(3);
    const { requests, skip } = plan(framed, { ...LISTED, frames: 3 });
    expect({ requests, skip }).toMatchObject({
      requests: [],
      skip: [{ url: `${SITE}/show/1.html`, reason: 'page_limit' }],
    });
  });

  it('of another site are left', () => {
    const outside = html(`<h1>${TITLE}</h1>${SENTENCES}<iframe src="http://www.example.com/show.html"></iframe>`);
    expect(plan(outside)).toMatchObject({ requests: [], skip: [{ reason: 'off_site' }], content: 'document' });
  });
});

describe('a page that names a file which is not there', () => {
  const pointer = html(`<h1>${TITLE}</h1><p>${TITLE}，详见附件。</p>`);

  it('is a failure: the report is missing', () => {
    expect(plan(pointer)).toMatchObject({ content: null, failure: { code: 'file_missing', retry: false } });
  });

  it('tells which file was left', () => {
    const outside = html(`<h1>${TITLE}</h1><p>详见附件。</p><a href="http://www.example.com/1.pdf">${TITLE}</a>`);
    expect(plan(outside)).toMatchObject({
      failure: { code: 'file_missing' },
      skip: [{ url: 'http://www.example.com/1.pdf', reason: 'off_site' }],
    });
  });

  it.each<[string, RequestHints]>([
    ['was only thought to be a report', { ...LISTED, inferred: true }],
    ['was read for its links', { ...LISTED, linksOnly: true }],
  ])('is none where it %s', (_, hints) => {
    expect(plan(pointer, hints)).toMatchObject({ content: 'page' });
    expect(plan(pointer, hints).failure).toBeUndefined();
  });

  it('is a report where it has the text too', () => {
    expect(plan(report('<p>统计表见附件。</p>'))).toMatchObject({ content: 'document' });
  });

  it('is well where the file is there', () => {
    const linked = html(`<h1>${TITLE}</h1><p>详见附件。</p><a href="/1.docx">${TITLE}</a>`);
    expect(plan(linked).failure).toBeUndefined();
    expect(urls(plan(linked))).toEqual([`${SITE}/1.docx`]);
  });
});

describe('in place of the report', () => {
  it.each([
    ['访问过于频繁，请稍后再试', true],
    ['系统正在维护中', true],
    ['您访问的页面不存在', false],
  ])('%s is an error, to be asked again: %s', (words, retry) => {
    expect(plan(html(`<p>${words}</p>`, ''))).toMatchObject({ content: null, failure: { code: 'soft_error', retry } });
  });

  it('a page that speaks of none is an error where a report was promised', () => {
    const index = html(
      '<ul><li><a href="/a.html">政府信息公开年报</a></li><li><a href="/b.html">领导之窗</a></li></ul>',
    );
    expect(plan(index)).toMatchObject({ failure: { code: 'soft_error', retry: true } });
  });

  it.each<[string, RequestHints]>([
    ['a menu', { title: '政府信息公开年报' }],
    ['a guess', { ...LISTED, inferred: true }],
  ])('it is none where %s led there', (_, hints) => {
    const index = html('<ul><li><a href="/b.html">领导之窗</a></li></ul>');
    expect(plan(index, hints)).toMatchObject({ content: 'page', requests: [] });
    expect(plan(index, hints).failure).toBeUndefined();
  });
});

describe('the day of publication', () => {
  const FILE = '<a href="/1.pdf">附件.pdf</a>';
  const dated = (page: string) => plan(page).requests[0]?.details.hints.date;

  it('is what the page prints in its head, then what the list prints', () => {
    expect(dated(html(`<h1>${TITLE}</h1><div>发布日期：2024-01-25</div>${SENTENCES}${FILE}`))).toBe('2024-01-25');
    expect(dated(html(`<h1>${TITLE}</h1>${SENTENCES}${FILE}`, '<meta name="PubDate" content="2025-05-05">'))).toBe(
      '2024-01-20',
    );
  });

  it('is in the meta where nobody prints one', () => {
    const { date: _, ...undated } = LISTED;
    const page = html(`<h1>${TITLE}</h1>${SENTENCES}${FILE}`, '<meta name="PubDate" content="2024-01-26">');
    expect(plan(page, undated).requests[0]?.details.hints.date).toBe('2024-01-26');
  });
});
