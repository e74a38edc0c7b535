import { describe, expect, it } from 'vitest';
import { adHocPortal, DEFAULTS, type Settings } from '../../../src/config/index.ts';
import { Scope } from '../../../src/crawlers/http/scope.ts';
import { decideOutcome } from '../../../src/crawlers/plan/outcome.ts';
import { NOTHING, type Plan, type PlannedRequest } from '../../../src/crawlers/plan/plan.ts';
import { planAnswer } from '../../../src/crawlers/plan/plan-answer.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';
import { answerWith, asQueued, failing } from './answers.ts';

const CHANNEL = 'http://www.qx.gov.cn/nb/list.html';
const CONTROL = '<a href="javascript:Page.next()">下一页</a>';
const row = (n: number) =>
  `<li><a href="/nb/${n}.html">清溪县财政局${2000 + n}年政府信息公开工作年度报告</a> 2024-01-02</li>`;
const listPage = (from: number, pager: string) =>
  `<html><body><ul>${Array.from({ length: 6 }, (_, index) => row(from + index)).join('')}</ul><p>${pager}</p></body></html>`;

const visit = (settings: Partial<Settings> = {}) => new PortalVisit(adHocPortal(CHANNEL), { ...DEFAULTS, ...settings });

function plan(
  html: string,
  request: PlannedRequest,
  given: { settings?: Partial<Settings>; seen?: boolean } = {},
): Plan {
  return planAnswer(answerWith(request.url, html), {
    visit: visit(given.settings),
    queued: request,
    channel: { url: CHANNEL, title: '政府信息公开年报' },
    isSeen: () => given.seen ?? false,
  });
}

const first: PlannedRequest = { kind: 'channel', url: CHANNEL, details: detailsWith() };
const listOf = ({ requests }: Plan) => requests.find(({ kind }) => kind === 'list');

/** Every guess answers 404, one after the other. */
function exhausted(request: PlannedRequest | undefined, settings: Partial<Settings> = {}): Plan {
  if (request === undefined) throw new Error('nothing was tried');
  const scope = new Scope([]);
  const context = { settings: { ...DEFAULTS, ...settings }, scope, plan: () => NOTHING, hostFailures: () => 0 };
  const { plan: next } = decideOutcome(asQueued(request), failing('not_found'), context);
  const again = listOf(next);
  return again?.details.list.tentative ? exhausted(again, settings) : next;
}

describe('a list that only a script of its page may go on with', () => {
  const scroll = `<script>new IntersectionObserver(function(){ fetch('/feed?from=' + at++).then(show) }).observe(end)</script>`;
  const opaque = scroll.replace("'/feed?from=' + at++", 'address(at++)');

  it('asks the service that the script calls first, then a browser; without one it is not known to be whole', () => {
    const asked = listOf(plan(listPage(1, scroll), first));
    expect(asked).toMatchObject({ details: { list: { tentative: true, beyond: { isGuess: true } } } });
    const opened = listOf(plan(listPage(1, opaque), first));
    expect(opened).toMatchObject({ url: CHANNEL, details: { list: { press: true, beyond: { isGuess: true } } } });
    const { channel } = plan(listPage(1, opaque), first, { settings: { browser: 'never' } });
    expect(channel?.end?.completeness).toBe('unknown');
  });

  it.each([
    ['an empty place for a pager', '<div class="pagination"></div><script src="/js/pager.js"></script>'],
    [
      'a box of years that a script listens to',
      `<script>box.onchange = function(){ fetch(address(this.value)) }</script>`,
    ],
  ])('is opened: %s', (_, given) => {
    expect(listOf(plan(listPage(1, given), first))?.details.list).toMatchObject({ press: true });
  });

  it('a service that names a cursor has more, and the page that asked it is opened', () => {
    const rows = [1, 2].map((n) => ({
      title: `清溪县财政局${2000 + n}年政府信息公开工作年度报告`,
      url: `/nb/${n}.html`,
    }));
    const list = {
      page: 1,
      state: { call: true },
      beyond: { sign: 'the page asks a service for its list', url: CHANNEL },
    };
    const request: PlannedRequest = {
      kind: 'list',
      url: 'http://www.qx.gov.cn/api/feed',
      details: { ...detailsWith({ hints: { platform: 'json' } }), list },
    };
    const answer = (next: string | null) => plan(JSON.stringify({ items: rows, next }), request);
    const asked = listOf(answer('x9f'));
    expect(asked?.details.list.beyond).toEqual({ sign: 'the service says "next":"x9f"', url: CHANNEL });
    expect(answer(null).channel?.end?.completeness).toBe('complete');
  });

  it('is left alone where the page counts its rows, and where scripts load other things', () => {
    expect(plan(listPage(1, `共6条 ${opaque}`), first).channel?.end?.completeness).toBe('complete');
    const weather = `<script>fetch('/weather').then(show)</script>`;
    expect(plan(listPage(1, weather), first).channel?.end?.completeness).toBe('complete');
  });
});

describe('a list that shows a control which no address stands behind', () => {
  it('is tried by the form of its own address, each guess to be proved', () => {
    const tried = listOf(plan(listPage(1, CONTROL), first));
    expect(tried?.details.list).toMatchObject({ tentative: true, page: 2, beyond: { url: CHANNEL } });
    const all = [tried?.url, ...(tried?.details.list.alternatives ?? []).map(({ url }) => url)];
    expect(all).toContain('http://www.qx.gov.cn/nb/list_1.html');
    expect(all).toContain('http://www.qx.gov.cn/nb/list_2.html');
  });

  it('is given to a browser where no guess proves right', () => {
    const next = exhausted(listOf(plan(listPage(1, CONTROL), first)));
    expect(next.requests).toMatchObject([{ kind: 'list', url: CHANNEL, details: { list: { press: true, page: 2 } } }]);
    expect(next.channel?.end).toBeUndefined();
  });

  it('is incomplete where no browser may be used', () => {
    const settings = { browser: 'never' } as const;
    const next = exhausted(listOf(plan(listPage(1, CONTROL), first, { settings })), settings);
    expect(next.requests).toEqual([]);
    expect(next.channel?.end).toMatchObject({
      completeness: 'incomplete',
      evidence: expect.stringContaining('下一页'),
    });
  });

  it('is incomplete where the browser brought nothing either', () => {
    const press = exhausted(listOf(plan(listPage(1, CONTROL), first))).requests[0];
    if (press === undefined) throw new Error('no browser was asked');
    const ended = plan(listPage(1, CONTROL), press, { seen: true });
    expect(listOf(ended)).toBeUndefined();
    expect(ended.channel?.end?.completeness).toBe('incomplete');
  });

  it('is tried by a browser where its address brings the first page once more', () => {
    const second = listOf(plan(listPage(1, '<a href="?page=2">下一页</a>'), first));
    if (second === undefined) throw new Error('the link was not followed');
    const repeated = plan(listPage(1, '<a href="?page=2">下一页</a>'), second, { seen: true });
    expect(repeated.requests).toMatchObject([{ details: { list: { press: true } } }]);
  });
});

it('a list whose control is greyed out is complete', () => {
  const { channel, requests } = plan(listPage(1, '<a class="disabled">下一页</a>'), first);
  expect(channel).toMatchObject({ stop: 'single_page', end: { completeness: 'complete' } });
  expect(requests.every(({ kind }) => kind === 'detail')).toBe(true);
});
