import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateReport, LAYOUTS, layoutNamed, renderReport } from '../../../generator/index.ts';
import { adHocPortal, DEFAULTS } from '../../../src/config/index.ts';
import { type PageJob, packPortal } from '../../../src/crawlers/apart/job.ts';
import { takeApart } from '../../../src/crawlers/apart/take-apart.ts';
import { planAnswer } from '../../../src/crawlers/plan/plan-answer.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';
import { decode } from '../../../src/extract/charset.ts';
import { unpack } from '../../../src/ingest/crossing.ts';
import { readGiven } from '../../../src/ingest/read-job.ts';

const CHANNEL = 'http://www.qx.gov.cn/nb/';
const URL = `${CHANNEL}1.html`;
const visit = new PortalVisit(adHocPortal(CHANNEL), DEFAULTS);

const job = (bytes: Uint8Array, more: Partial<PageJob> = {}): PageJob => ({
  answer: { url: URL, status: 200, contentType: 'text/html', bytes },
  portal: packPortal(visit),
  queued: {
    kind: 'detail',
    url: URL,
    details: detailsWith({ hints: { title: '清溪县2023年政府信息公开工作年度报告' } }),
  },
  channel: { url: CHANNEL, title: null },
  seen: null,
  reading: {},
  ...more,
});

const HTML = LAYOUTS.filter(({ name }) => name.startsWith('html'));

describe('a page that is taken apart in another process', () => {
  it.each(HTML.map(({ name }) => [name]))('%s: has the plan and the reading that it has here', async (name) => {
    const layout = layoutNamed(name);
    const { bytes } = renderReport(generateReport(11, layout.options), layout);
    const found = await takeApart(job(bytes));
    const { text, charset } = decode(bytes, { header: 'text/html' });
    const answer = { ...job(bytes).answer, bytes: Buffer.from(bytes), text: () => text, charset: () => charset };
    const { queued, channel } = job(bytes);
    expect(found?.plan).toEqual(planAnswer(answer, { visit, queued, channel, isSeen: () => false }));
    expect(found?.reading?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(found?.reading && unpack(found.reading.result)).toEqual(await readGiven(bytes, {}));
  });

  it('is read with the label that its own reader is given, whatever the header says besides', async () => {
    const { bytes } = renderReport(generateReport(12), layoutNamed('html-clean'));
    const labelled = {
      answer: { ...job(bytes).answer, contentType: 'text/html; charset=big5' },
      reading: { charset: 'big5' },
    };
    const found = await takeApart(job(bytes, labelled));
    expect(found?.reading && unpack(found.reading.result)).toEqual(await readGiven(bytes, { charset: 'big5' }));
  });

  it('is not read where nobody wants it, or where it is no document', async () => {
    const { bytes } = renderReport(generateReport(13), layoutNamed('html-clean'));
    expect(await takeApart(job(bytes, { reading: null }))).toMatchObject({
      plan: { content: 'document' },
      reading: null,
    });
    const gone = Buffer.from('<html><title>404</title><body>您访问的页面不存在或已删除</body></html>');
    expect(await takeApart(job(gone))).toMatchObject({ plan: { failure: { code: 'soft_error' } }, reading: null });
  });

  it('says so where its plan depends on what the visit has seen', async () => {
    const row = (year: number) => `<li><a href="${year}.html">清溪县${year}年政府信息公开工作年度报告</a></li>`;
    const index = Buffer.from(`<html><body><ul>${[2019, 2020, 2021, 2022].map(row).join('')}</ul></body></html>`);
    expect(await takeApart(job(index))).toBeNull();
    const known = await takeApart(
      job(index, { seen: [2019, 2020, 2021, 2022].map((year) => `${CHANNEL}${year}.html`) }),
    );
    expect(known?.plan).toBeDefined();
  });

  it('is left to a process of its own where it is heavy and came with others', async () => {
    const heavy = Buffer.from(`<html><body>${'<div>'.repeat(400)}清溪县2023年政府信息公开工作年度报告`);
    expect(await takeApart(job(heavy))).toBeNull();
    expect(await takeApart(job(heavy, { seen: [] }))).not.toBeNull();
  });

  it('says whether its scripts would show more', async () => {
    const frame = Buffer.from(
      '<html><head><script src="app.js"></script></head><body><h1>清溪县2023年政府信息公开工作年度报告</h1><div id="app">根据条例，编制本报告。</div></body></html>',
    );
    expect(await takeApart(job(frame))).toMatchObject({ wantsScripts: true, reading: null });
  });
});
