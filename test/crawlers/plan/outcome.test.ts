import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../src/config/index.ts';
import { Scope } from '../../../src/crawlers/http/scope.ts';
import { decideOutcome, type OutcomeContext } from '../../../src/crawlers/plan/outcome.ts';
import { NOTHING, type PlannedRequest } from '../../../src/crawlers/plan/plan.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';
import type { ListDetails } from '../../../src/crawlers/queue/request-details.ts';
import type { FailureCode } from '../../../src/crawlers/reasons.ts';
import { asQueued, failing } from './answers.ts';

const NOW = 1_800_000_000_000;
const scope = new Scope([]);
const context: OutcomeContext = { settings: DEFAULTS, scope, plan: () => NOTHING, hostFailures: () => 0 };
const list = (given: Partial<ListDetails>): PlannedRequest => ({
  kind: 'list',
  url: 'http://www.qx.gov.cn/nb/list_2.html',
  details: detailsWith({ list: { page: 2, ...given } }),
});
const detail: PlannedRequest = { kind: 'detail', url: 'http://www.qx.gov.cn/nb/1.html', details: detailsWith() };
const decide = (request: PlannedRequest, code: FailureCode, retry = false, attempts = 0) =>
  decideOutcome(asQueued(request, attempts), failing(code, retry), context, NOW);

describe('a failure', () => {
  it('that passes is tried again later, as often as the settings allow', () => {
    const { outcome, slowDownUntil } = decide(detail, 'timeout', true);
    expect(outcome).toMatchObject({ kind: 'retry', failure: 'timeout' });
    expect(slowDownUntil).toBeGreaterThan(NOW);
    expect(decide(detail, 'timeout', true, DEFAULTS.retries).outcome.kind).toBe('failed');
  });

  it('of a host that is down gets one attempt', () => {
    const down = { ...context, hostFailures: () => 10 };
    expect(decideOutcome(asQueued(detail), failing('timeout', true), down, NOW).outcome.kind).toBe('failed');
  });

  it('of a page keeps what the page links and is left', () => {
    const skip = [{ url: 'http://www.example.com/1.pdf', title: '年报', reason: 'off_site' } as const];
    const failure = { code: 'file_missing', message: 'no file', retry: false } as const;
    const result = { ...failing('file_missing'), failure: null };
    const { outcome, plan } = decideOutcome(asQueued(detail), result, {
      ...context,
      plan: () => ({ ...NOTHING, failure, skip }),
    });
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'file_missing' });
    expect(plan.skip).toEqual(skip);
  });

  it('of a list page leaves its channel incomplete, with the reason', () => {
    const { outcome, plan } = decide(list({}), 'refused');
    expect(outcome.kind).toBe('failed');
    expect(plan.channel).toEqual({
      stop: 'failed',
      end: { completeness: 'incomplete', evidence: 'refused: it is refused' },
    });
  });
});

describe('a list page that is not there', () => {
  const beyond = { sign: 'the control 下一页 is there', url: 'http://www.qx.gov.cn/nb/list.html' };

  it('ends a list of which nothing promised it: complete', () => {
    const { outcome, plan } = decide(list({}), 'not_found');
    expect(outcome.kind).toBe('done');
    expect(plan.channel).toMatchObject({ stop: 'page_gone', end: { completeness: 'complete' } });
  });

  it('leaves a list incomplete that promised it', () => {
    expect(decide(list({ beyond }), 'not_found').plan.channel?.end?.completeness).toBe('incomplete');
  });

  it.each<FailureCode>(['not_found', 'server_error', 'refused'])('as a guess gives way to the next: %s', (code) => {
    const other = { url: 'http://www.qx.gov.cn/nb/list.html?page=2', page: 2 };
    const { outcome, plan } = decide(list({ tentative: true, alternatives: [other] }), code);
    expect(outcome.kind).toBe('done');
    expect(plan.requests).toMatchObject([{ url: other.url, details: { list: { tentative: true } } }]);
  });
});
