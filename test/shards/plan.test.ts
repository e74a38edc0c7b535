import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planShards } from '../../src/shards/manage/init.ts';
import { weigher } from '../../src/shards/plan/balance.ts';
import { groupByHost } from '../../src/shards/plan/groups.ts';
import { hostKey } from '../../src/shards/plan/host-key.ts';
import { NO_LOAD, plus } from '../../src/shards/plan/load.ts';

const portals = fc
  .array(
    fc.record({
      hosts: fc.uniqueArray(
        fc.integer({ min: 0, max: 40 }).map((n) => `h${n}.gov.cn`),
        { minLength: 1, maxLength: 3 },
      ),
      load: fc.record({ rows: fc.nat(500), paceMs: fc.nat(1_000_000) }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((all) => all.map((portal, index) => ({ id: `p${index}`, ...portal })));

it('every portal is in one shard, no host in two, and none is heavier than another by more than one group', () => {
  fc.assert(
    fc.property(portals, fc.integer({ min: 1, max: 12 }), (all, count) => {
      const shards = planShards(all, count);
      expect(shards.flatMap((shard) => shard.portals).sort()).toEqual(all.map(({ id }) => id).sort());
      const hosts = shards.flatMap((shard) => shard.hosts);
      expect(new Set(hosts).size).toBe(hosts.length);
      for (const { id, hosts: needed } of all) {
        const shard = shards.find((one) => one.portals.includes(id));
        expect(needed.filter((host) => shard?.hosts.includes(host) !== true)).toEqual([]);
      }
      expect(shards.every((shard) => shard.portals.length > 0)).toBe(true);
      const weight = weigher(all.map(({ load }) => load).reduce(plus, NO_LOAD));
      const weights = shards.map(({ load }) => weight(load));
      const heaviestGroup = Math.max(...groupByHost(all).map(({ load }) => weight(load)));
      expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(heaviestGroup + 1e-9);
    }),
    { numRuns: 100 },
  );
});

it('the two usual ports of a name are one host, any other is its own', () => {
  expect(hostKey('http://www.qx.gov.cn/a')).toBe(hostKey('https://www.qx.gov.cn/b'));
  expect(hostKey('http://www.qx.gov.cn:8080/')).toBe('www.qx.gov.cn:8080');
});
