import {
  type DiskState,
  type DoubtfulChannelNow,
  type DuePortal,
  diskState,
  doubtfulChannelsNow,
  duePortals,
  dueYear,
  lastNights,
  type Night,
  type OpenFinding,
  openFindings,
} from '../../query/nights/index.ts';
import { countOutdated } from '../../reextract/select.ts';
import { isDataFolderHeld } from '../../store/lock.ts';
import { listRuns, type Run } from '../../store/runs.ts';
import type { Store } from '../../store/store.ts';
import { type RunState, stateOf } from '../runs.ts';

/** All that a morning wants to know; printed as JSON as it is. */
export interface Morning {
  /** The newest first. */
  readonly runs: readonly (Omit<Run, 'summary'> & { readonly state: RunState; readonly summary: unknown })[];
  /** The newest first. */
  readonly nights: readonly Night[];
  readonly findings: readonly OpenFinding[];
  readonly doubtful: readonly DoubtfulChannelNow[];
  readonly due_year: number;
  readonly due: readonly DuePortal[];
  /** Documents that an older extractor has read. */
  readonly outdated: number;
  readonly disk: DiskState;
}

/** Reads the state of a data folder. `day`: today, `YYYY-MM-DD`; `nights`: how many are told. */
export function readMorning(store: Store, day: string, nights: number): Morning {
  const isHeld = isDataFolderHeld(store.dataDir);
  return {
    runs: listRuns(store, nights).map((run) => ({ ...run, state: stateOf(run, isHeld) })),
    nights: lastNights(store, nights),
    findings: openFindings(store, day),
    doubtful: doubtfulChannelsNow(store),
    due_year: dueYear(day),
    due: duePortals(store, day),
    outdated: countOutdated(store),
    disk: diskState(store),
  };
}

/** Findings that a person has not said to know. */
export const unknownFindings = ({ findings }: Pick<Morning, 'findings'>): readonly OpenFinding[] =>
  findings.filter(({ acknowledged }) => acknowledged === null);
