import { describe, expect, it } from 'vitest';
import { adHocPortal, DEFAULTS, type PortalConfig } from '../../../src/config/index.ts';
import type { Answer } from '../../../src/crawlers/http/answer.ts';
import type { Plan } from '../../../src/crawlers/plan/plan.ts';
import { planAnswer } from '../../../src/crawlers/plan/plan-answer.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { detailsWith, type RequestKind } from '../../../src/crawlers/queue/request.ts';
import type { RequestHints } from '../../../src/crawlers/queue/request-details.ts';
import { answerWith } from './answers.ts';

const SITE = 'http://www.qx.gov.cn';
const CHANNEL = `${SITE}/nb/`;
const TITLE = '清溪县财政局2023年政府信息公开工作年度报告';
const LISTED: RequestHints = { title: TITLE, date: '2024-01-20' };
const SENTENCES = '<p>一、总体情况</p><p>本机关按时公开。</p><p>五、存在的主要问题及改进情况</p><p>人手不足。</p>';
const html = (body: string): string => `<html><head><title>${TITLE}</title></head><body>${body}</body></html>`;
const PDF = Buffer.from('%PDF-1.4\n%%EOF');

interface Asked {
  readonly kind: RequestKind;
  readonly hints?: RequestHints;
  readonly config?: Partial<PortalConfig>;
  readonly title?: string;
}

function plan(answer: Answer, { kind, hints = LISTED, config = {}, title = '政府信息公开年报' }: Asked): Plan {
  return planAnswer(answer, {
    visit: new PortalVisit({ ...adHocPortal(CHANNEL), ...config, id: 'qx' }, DEFAULTS),
    queued: { kind, url: answer.url, details: detailsWith({ hints }) },
    channel: { url: CHANNEL, title },
    isSeen: () => false,
  });
}
const ATTACHMENT: Asked = { kind: 'attachment', hints: { ...LISTED, name: '附件.pdf' } };
const CHANNEL_PAGE: Asked = { kind: 'channel', hints: {} };
const file = `${SITE}/files/1.pdf`;

describe('a file', () => {
  it.each<RequestKind>(['attachment', 'detail'])(
    'is a document where a %s was asked for, whatever it is called',
    (kind) => {
      expect(plan(answerWith(file, PDF), { kind })).toMatchObject({ content: 'document', requests: [] });
    },
  );

  it('in place of a channel is its only document, and its end', () => {
    const { content, channel } = plan(answerWith(CHANNEL, PDF), CHANNEL_PAGE);
    expect(content).toBe('document');
    expect(channel).toMatchObject({ stop: 'single_page', end: { completeness: 'complete' } });
  });
});

describe("an attachment's address that answers a page", () => {
  it('is a document where the page is the report', () => {
    expect(plan(answerWith(file, html(SENTENCES)), ATTACHMENT)).toMatchObject({ content: 'document', requests: [] });
  });

  it('is followed where the page shows the file', () => {
    const { requests } = plan(answerWith(file, html(`<iframe src="/raw/1.pdf"></iframe>`)), ATTACHMENT);
    expect(requests.map(({ url }) => url)).toEqual([`${SITE}/raw/1.pdf`]);
  });

  it('is no document where the page says that it is not there', () => {
    const gone = answerWith(file, '<html><body>您访问的文件不存在</body></html>');
    expect(plan(gone, ATTACHMENT)).toMatchObject({ content: null, failure: { code: 'soft_error', retry: false } });
  });
});

describe('a channel', () => {
  const row = (n: number) =>
    `<li><a href="/nb/${n}.html">清溪县财政局${n}年政府信息公开工作年度报告</a> 2024-01-02</li>`;

  it('lists reports', () => {
    const list = html(`<ul>${[2021, 2022, 2023].map(row).join('')}</ul>`);
    const { content, requests, seen, channel } = plan(answerWith(CHANNEL, list), CHANNEL_PAGE);
    expect(content).toBe('page');
    expect(requests.map(({ kind, url }) => `${kind} ${url}`)).toEqual(
      [2021, 2022, 2023].map((n) => `detail ${SITE}/nb/${n}.html`),
    );
    expect(seen).toHaveLength(3);
    expect(channel?.platform).toBe('generic');
  });

  it('may show its only report in place of a list', () => {
    const only = html(`<h1>${TITLE}</h1>${SENTENCES}<p><a href="/files/1.pdf">附件下载</a></p>`);
    const { content, requests, channel } = plan(answerWith(CHANNEL, only), { ...CHANNEL_PAGE, title: TITLE });
    expect(content).toBe('document');
    expect(requests).toMatchObject([{ kind: 'attachment', url: file, details: { hints: { title: TITLE } } }]);
    expect(channel?.end).toEqual({ completeness: 'complete', evidence: 'the channel shows its only report' });
  });

  it('that is empty is no report', () => {
    const { content, requests, channel } = plan(answerWith(CHANNEL, html('<p>暂无内容</p>')), CHANNEL_PAGE);
    expect({ content, requests }).toEqual({ content: 'page', requests: [] });
    expect(channel?.stop).toBe('single_page');
  });

  it('is read as the config says, and as nothing that is not there', () => {
    const list = answerWith(CHANNEL, html(`<ul>${row(2023)}</ul>`));
    const { channel } = plan(list, { ...CHANNEL_PAGE, config: { platform: 'trs' } });
    expect(channel).toMatchObject({ platform: 'trs', evidence: ['named by the config'] });
    expect(() => plan(list, { ...CHANNEL_PAGE, config: { platform: 'none' } })).toThrow(/no platform none/);
  });
});

describe('a page that was linked like a report and lists reports', () => {
  const list = html(
    `<ul>${[2021, 2022, 2023].map((n) => `<li><a href="/y/${n}.html">清溪县水务局${n}年政府信息公开工作年度报告</a> 2024-01-02</li>`).join('')}</ul>`,
  );
  const linked: RequestHints = { title: '2023年', inferred: true };

  it('is a channel of its own, read at once', () => {
    const { asChannel, requests, seen } = plan(answerWith(`${SITE}/y/`, list), { kind: 'detail', hints: linked });
    expect(asChannel).toEqual({ url: `${SITE}/y/`, title: '2023年', organ: null });
    expect(requests).toHaveLength(3);
    expect(seen).toHaveLength(3);
  });

  it('is left where it lies too deep', () => {
    const { asChannel, requests, skip } = plan(answerWith(`${SITE}/y/`, list), {
      kind: 'detail',
      hints: { ...linked, depth: 20 },
    });
    expect({ asChannel, requests }).toEqual({ asChannel: undefined, requests: [] });
    expect(skip).toMatchObject([{ url: `${SITE}/y/`, reason: 'page_limit' }]);
  });
});

describe('the answer of a service', () => {
  const keys = `${SITE}/attachment_url.jspx?cid=12&n=2`;

  it('names the files that its page could not', () => {
    const answer = answerWith(keys, '["&t=17&k=ab","&t=17&k=cd"]', 'application/json');
    const { content, requests } = plan(answer, { kind: 'detail' });
    expect(content).toBe('page');
    expect(requests).toMatchObject([
      { kind: 'attachment', url: `${SITE}/attachment.jspx?cid=12&i=0&t=17&k=ab`, details: { hints: LISTED } },
      { kind: 'attachment', url: `${SITE}/attachment.jspx?cid=12&i=1&t=17&k=cd`, details: { hints: LISTED } },
    ]);
  });

  it('is a document where nobody knows it: its reader will tell', () => {
    const answer = answerWith(`${SITE}/api/1`, '{"content":"本年新收政府信息公开申请"}', 'application/json');
    expect(plan(answer, { kind: 'detail' })).toMatchObject({ content: 'document', requests: [] });
  });
});

describe("a report's page is read as", () => {
  const jeecms = (url: string) =>
    answerWith(url, html(`${SENTENCES}<script>Cms.attachment("", "12", "1", "a")</script>`));
  const asked = (url: string) =>
    plan(jeecms(url), { kind: 'detail', hints: { ...LISTED, platform: 'trs' } }).requests.map(({ url }) => url);

  it('its list, on the same host', () => {
    expect(asked(`${SITE}/nb/1.html`)).toEqual([]);
  });

  it('what it is, on another', () => {
    const other = 'http://czj.qx.gov.cn';
    expect(asked(`${other}/1.html`)).toEqual([`${other}/attachment_url.jspx?cid=12&n=1`]);
  });
});
