import type { NightCause } from '../store/nights/kinds.ts';
import { isLoud, type NightFinding } from './report.ts';

/** The exit code of each cause: a scheduler tells by it what to do. 2 (usage) and 3 (locked) are those of every command. */
export const NIGHT_EXIT = {
  ok: 0,
  failures: 1,
  incomplete: 4,
  disk: 5,
  network: 6,
  interrupted: 130,
} as const satisfies Readonly<Record<NightCause, number>>;

/** Why a night ends as it does; of several causes the one that hinders the next night most. */
export function causeOf(
  findings: readonly NightFinding[],
  { interrupted, stopped }: { readonly interrupted: boolean; readonly stopped: 'budget' | 'network' | null },
): NightCause {
  if (interrupted) return 'interrupted';
  if (stopped === 'network') return 'network';
  const loud = findings.filter(isLoud);
  if (loud.some(({ kind }) => kind === 'disk')) return 'disk';
  if (loud.some(({ kind }) => kind !== 'incomplete')) return 'failures';
  return loud.length > 0 ? 'incomplete' : 'ok';
}
