import type { NightReport } from '../../src/nightly/report.ts';

/** A night's report with one finding; what a test is about is put in its place. */
export const nightReport = (other: Partial<NightReport> = {}): NightReport => ({
  version: 1,
  run: 7,
  mode: 'nightly',
  started_at: '2026-01-15T01:00:00.000Z',
  ended_at: '2026-01-15T02:30:00.000Z',
  cause: 'failures',
  exit_code: 1,
  changed: true,
  counts: {
    portals: 300,
    finished: 299,
    requests: 620,
    unchanged: 600,
    reports_new: 1,
    reports_changed: 0,
    withdrawn: 0,
    spared: 40,
    left_over: 3,
  },
  stopped: 'budget',
  disk: { free: 9e9, archive: 1e9, database: 2e8, per_night: 1e8, nights_left: 90 },
  findings: [
    {
      id: 4,
      kind: 'list_fell',
      scope: 'family',
      name: 'vsb',
      state: 'new',
      portals: ['p1', 'p2', 'p3'],
      problems: [
        {
          portal: 'p1',
          kind: 'list_fell',
          url: 'http://a.gov.cn/nb/?a=1&b=2',
          code: 'list',
          message: '3 rows, 20 in the nights before',
          since: '2026-01-15T01:10:00.000Z',
        },
      ],
      since: '2026-01-15T01:10:00.000Z',
      acknowledged: null,
    },
  ],
  closed: [{ id: 2, kind: 'refused', scope: 'portal', name: 'p9' }],
  news: [{ what: 'new', portal: 'p4', organ: '清河区<人民>政府', year: 2025, url: 'http://b.gov.cn/1.html' }],
  ...other,
});
