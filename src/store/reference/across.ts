import { ACROSS_RULES } from '../../codebook/index.ts';
import { across } from '../migrations/001-initial/across.ts';
import type { ReferenceData } from './reference-data.ts';
import { seriesData } from './series.ts';

export const RULES_ACROSS: readonly string[] = Object.keys(ACROSS_RULES);

/** What fails of a rule, out of the view; one rule at a time, so that the others are not computed. */
const failuresAnew = (rule: string): string =>
  `INSERT INTO across_failure (report_id, rule, scope) SELECT DISTINCT report_id, rule, scope FROM check_across WHERE rule = '${rule}' AND status = 'fail'`;

/** Failures depend on the views, and on what a series is. */
export const acrossData: ReferenceData = {
  name: 'failed checks between reports',
  source: across + seriesData.source,
  fill: (db) => {
    db.exec('DELETE FROM across_failure');
    for (const rule of RULES_ACROSS) db.exec(failuresAnew(rule));
  },
};
