import { expect, test } from 'vitest';
import { type Expected, fallsOf } from '../../src/nightly/compare.ts';
import { group } from '../../src/nightly/group.ts';
import type { ChannelMeasure } from '../../src/nightly/measure.ts';
import type { CurrentProblem } from '../../src/nightly/problems.ts';

const problem = (portal: string, kind: CurrentProblem['kind'], url = `http://${portal}/`): CurrentProblem => ({
  portal,
  kind,
  url,
  code: kind,
  message: '',
});
const context = {
  homeOf: (portal: string) => ({ family: portal.startsWith('g') ? 'generic' : 'trs', hosts: [`${portal[0]}:80`] }),
  lone: [],
  isOpen: () => false,
};
const told = (problems: readonly CurrentProblem[], more: Partial<Parameters<typeof group>[1]> = {}) =>
  group(problems, { ...context, ...more }).map(({ kind, scope, name, problems: own, takesOver }) =>
    [kind, scope, name, own.length, ...takesOver].join(' '),
  );

test('three portals of a family are one finding, two are two', () => {
  const fell = (portal: string) => problem(portal, 'list_fell');
  expect(told([fell('a'), fell('b')])).toEqual(['list_fell portal a 1', 'list_fell portal b 1']);
  expect(told([fell('a'), fell('b'), fell('c')])).toEqual(['list_fell family trs 3']);
});

test('a host goes before a family; how a host answers is no matter of its family; what nobody recognised is none', () => {
  const all = (kind: CurrentProblem['kind'], ...portals: string[]) => portals.map((portal) => problem(portal, kind));
  expect(told(all('list_fell', 'a1', 'a2', 'a3', 'b1'))).toEqual(['list_fell host a:80 3', 'list_fell portal b1 1']);
  expect(told(all('refused', 'a', 'b', 'c'))).toHaveLength(3);
  expect(told(all('list_fell', 'g', 'g', 'h'))).toHaveLength(2);
});

test('a portal has one finding: what explains the others; more join one that is open, single ones are taken over', () => {
  const failed = [problem('a', 'page_failed', 'http://a/1'), problem('a', 'unreachable'), problem('a', 'unreadable')];
  expect(told(failed)).toEqual(['unreachable portal a 3']);
  expect(told([problem('a', 'list_fell')], { isOpen: (_, scope) => scope === 'family' })).toEqual([
    'list_fell family trs 1',
  ]);
  const lone = ['b', 'c'].map((portal) => ({ portal, kind: 'list_fell' as const }));
  expect(told([problem('a', 'list_fell')], { lone })).toEqual(['list_fell family trs 1 b c']);
});

const USUAL: Expected = {
  rows: 20,
  wasComplete: true,
  platform: 'trs',
  fill: { disclosure: 0.9, applications: 0.95, review_litigation: 0.9 },
  failedShare: 0.02,
  nullShare: 0.05,
};
const NOW: ChannelMeasure = {
  channelId: 1,
  portal: 'p',
  url: 'http://p/',
  platform: 'trs',
  completeness: 'complete',
  rows: 20,
  season: 0,
  reports: 0,
  again: 0,
  fill: { disclosure: null, applications: null, review_litigation: null },
  checks: 0,
  checksFailed: 0,
  cells: 0,
  cellsNull: 0,
};
const falls = (now: Partial<ChannelMeasure>, usual: Partial<Expected> = {}) =>
  fallsOf({ ...NOW, ...now }, { ...USUAL, ...usual }).map(({ what, message }) => `${what}: ${message}`);

test.each([
  [20, 19, false],
  [20, 11, false],
  [20, 10, true],
  [3, 1, true],
  [100, 75, false],
  [100, 65, true],
  [1, 0, true],
])('a list of %i rows with %i falls: %s', (usual, rows, falling) => {
  expect(falls({ rows }, { rows: usual }).length > 0).toBe(falling);
});

test('a list that was read to its end and is not any more has fallen; without a good night nothing has', () => {
  expect(falls({ completeness: 'unknown' })).toEqual(['list: read to its end in the nights before, now unknown']);
  expect(falls({ rows: 0, completeness: 'unknown' }, { rows: null, wasComplete: false })).toEqual([]);
});

test('one odd new report is none, several are, and one that was read before may not lose its numbers', () => {
  const empty = { fill: { disclosure: 0, applications: 0, review_litigation: 0 }, cells: 100, cellsNull: 100 };
  expect(falls({ ...empty, reports: 1 })).toEqual([]);
  expect(falls({ ...empty, reports: 3 })).toContain(
    'reading: cells of applications with a number: 0 %, 95 % in the nights before (3 reports)',
  );
  expect(falls({ ...empty, reports: 1, again: 1 })).toHaveLength(4);
  const slightly = { fill: { disclosure: 0.8, applications: 0.85, review_litigation: 0.8 }, reports: 50 };
  expect(falls(slightly)).toEqual([]);
  expect(falls({ reports: 30, checks: 300, checksFailed: 120 })).toEqual([
    'reading: checks that fail: 40 %, 2 % in the nights before (30 reports)',
  ]);
});
