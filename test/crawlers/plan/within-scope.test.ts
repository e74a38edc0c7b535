import { expect, it } from 'vitest';
import { Scope } from '../../../src/crawlers/http/scope.ts';
import { NOTHING, type PlannedRequest } from '../../../src/crawlers/plan/plan.ts';
import { withinScope } from '../../../src/crawlers/plan/within-scope.ts';
import type { ListRequest } from '../../../src/crawlers/platforms/dialect.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';

const OUTSIDE = 'http://api.example.com/list';
const INSIDE = 'http://www.qx.gov.cn/api/list';
const scope = new Scope([]);

const request = (
  kind: PlannedRequest['kind'],
  url: string,
  alternatives: readonly ListRequest[] = [],
): PlannedRequest => ({
  kind,
  url,
  details: detailsWith({ list: { page: 1, alternatives } }),
});
const kept = (...requests: PlannedRequest[]) => withinScope({ ...NOTHING, content: 'page', requests }, scope);

it.each(['list', 'detail', 'attachment', 'channel'] as const)(
  'a %s outside of the portal is left, with its reason',
  (kind) => {
    const plan = kept(request(kind, OUTSIDE), request('detail', INSIDE));
    expect(plan.requests.map(({ url }) => url)).toEqual([INSIDE]);
    expect(plan.skip).toEqual([{ url: OUTSIDE, title: '', reason: 'off_site' }]);
  },
);

it('a list whose service is outside is not read to its end, and the host is named', () => {
  const { channel } = kept(request('list', OUTSIDE));
  expect(channel).toMatchObject({ stop: 'off_site', end: { completeness: 'incomplete' } });
  expect(channel?.end?.evidence).toContain('api.example.com');
  expect(kept(request('list', OUTSIDE), request('list', INSIDE)).channel).toBeUndefined();
});

it('of several ways those inside are taken', () => {
  const [first] = kept(
    request('list', OUTSIDE, [
      { url: INSIDE, page: 1 },
      { url: OUTSIDE, page: 1 },
    ]),
  ).requests;
  expect(first).toMatchObject({ url: INSIDE, details: { list: { tentative: true, alternatives: [] } } });
  const [second] = kept(request('list', INSIDE, [{ url: OUTSIDE, page: 1 }])).requests;
  expect(second?.details.list.alternatives).toEqual([]);
});
