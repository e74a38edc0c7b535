import { dump } from './database-dump.ts';

/** What is the same however often a run was killed; runs, captures and attempts are not. */
const LASTING =
  /^(?:report|report_document|figure|indicator|section|check_result|document|text|payload|list_item|imported|discovery|warning)$/;
const OF_RUNS = [
  ...[
    'report.first_run_id',
    'report.current_because',
    'list_item.first_run_id',
    'list_item.last_run_id',
    'warning.run_id',
  ],
  ...[
    'payload.attempts',
    'imported.run_id',
    'discovery.run_id',
    'discovery.looked_at',
    'discovery.requests',
    'discovery.file',
  ],
];

/** The rows of a database that a run which was killed and called again must leave as an undisturbed one does. */
export const lastingRows = (dataDir: string): string[] => dump(dataDir, OF_RUNS, undefined, LASTING);
