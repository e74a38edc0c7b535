import { EXIT, type ExitCode } from '../command.ts';
import { statusMessages } from '../messages/status.ts';
import { localTime } from '../runs.ts';
import { type Morning, unknownFindings } from './morning.ts';

export interface StatusLimits {
  /** Hours since the last run began. */
  readonly maxAge: number;
  /** Nights for which the disk must have room. */
  readonly minNights: number;
}

/** One fact for a watchdog, and the exit code that it alone would give. */
export interface Complaint {
  readonly code: ExitCode;
  readonly text: string;
}

/** What a health check complains of; nothing where all is well. `now` in milliseconds. */
export function complaints(morning: Morning, { maxAge, minNights }: StatusLimits, now: number): Complaint[] {
  const m = statusMessages;
  const found: Complaint[] = [];
  const [last] = morning.runs;
  const wrong = unknownFindings(morning).length;
  if (wrong > 0) found.push({ code: EXIT.failures, text: m.wrong(wrong) });
  if (last === undefined) found.push({ code: EXIT.stale, text: m.neverRan });
  else if (last.state === 'crashed') found.push({ code: EXIT.stale, text: m.wasKilled });
  else if (last.state !== 'running' && now - Date.parse(last.started_at) > maxAge * 3_600_000)
    found.push({ code: EXIT.stale, text: m.tooOld(localTime(last.started_at), maxAge) });
  const left = morning.disk.nights_left;
  if (left !== null && left < minNights) found.push({ code: EXIT.disk, text: m.diskLow(left) });
  return found;
}
