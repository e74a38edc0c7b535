import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { complete, incomplete, type ListEnd, unknown } from '../../../src/crawlers/plan/completeness.ts';
import { noteListEnd, settleEnds } from '../../../src/crawlers/record/channel-ends.ts';
import { upsertPortal } from '../../../src/store/portals.ts';
import { startRun } from '../../../src/store/runs.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { temporaryFolder } from '../../support/crawling.ts';

const folder = temporaryFolder();
let store: Store;
let run = 0;
let channels = 0;

beforeEach(() => {
  store = openStore(folder.path);
  upsertPortal(store, { id: 'qx', name: '清溪县', code: null });
  run = startRun(store, 'test');
});
afterEach(() => {
  store.close();
  folder.remove();
});

function settled(
  ends: readonly ListEnd[],
  facts: { announced?: number; items?: number; pages?: number; stop?: string } = {},
) {
  const sql = `INSERT INTO channel (portal_id, url, announced, items, pages, stop_reason, run_id) VALUES ('qx', ?, ?, ?, ?, ?, ?) RETURNING id`;
  const { announced = null, items = 0, pages = 1, stop = 'last_page' } = facts;
  const channel =
    store.get<{ id: number }>(sql, `http://www.qx.gov.cn/${channels++}`, announced, items, pages, stop, run)?.id ?? 0;
  for (const end of ends) noteListEnd(store, channel, end);
  settleEnds(store, 'qx', run, run);
  return store.get<{ completeness: string; evidence: string }>(
    'SELECT completeness, completeness_evidence AS evidence FROM channel WHERE id = ?',
    channel,
  );
}

describe('at the end of a visit', () => {
  it('the worst of several lists counts', () => {
    expect(settled([complete('a'), incomplete('b'), complete('c')])).toEqual({
      completeness: 'incomplete',
      evidence: 'b',
    });
    expect(settled([unknown('a'), complete('b')])).toEqual({ completeness: 'unknown', evidence: 'a' });
  });

  it('a total above the rows that were read makes a list incomplete', () => {
    expect(settled([complete('the last page')], { announced: 28, items: 27 })).toEqual({
      completeness: 'incomplete',
      evidence: '28 entries are announced, 27 were read',
    });
  });

  it('a total that is too high by whole pages is stale, where the page beyond is not there', () => {
    const facts = { announced: 40, items: 25, pages: 3, stop: 'page_gone' };
    expect(settled([complete('there is no page 4')], facts)?.completeness).toBe('complete');
    expect(settled([complete('there is no page 2')], { ...facts, items: 1 })?.completeness).toBe('incomplete');
  });

  it('a total that was reached makes a list complete', () => {
    expect(settled([unknown('?')], { announced: 20, items: 20 })?.completeness).toBe('complete');
  });

  it('a list that came to no end is unknown', () => {
    expect(settled([])?.completeness).toBe('unknown');
  });
});
