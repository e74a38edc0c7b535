import type { PortalHost } from '../config/hosts.ts';
import type { ChannelFinding, ProbeResult } from '../probe/findings.ts';
import type { DiscoveryState } from '../store/discoveries.ts';
import { namesDisclosureReport } from '../vocabulary/report-titles.ts';
import { judgeOwnership } from './ownership.ts';

export interface DiscoveryVerdict {
  readonly state: DiscoveryState;
  readonly channel: ChannelFinding | null;
  readonly because: string;
}

/** What a probe of a portal's home page comes to. A channel is certain only where what was read names the portal's division or its organs. */
export function judgeDiscovery(host: PortalHost, result: ProbeResult): DiscoveryVerdict {
  const best = [...result.channels].sort((a, b) => rank(b) - rank(a))[0] ?? null;
  if (best === null) return { ...nothing(result), channel: null };
  if (best.certainty === 'doubtful' && !speaksOfReports(best))
    return { state: 'none', channel: null, because: `${best.url} is no channel of them: ${best.because.join('; ')}` };
  if (best.certainty !== 'certain') return { state: 'likely', channel: best, because: best.because.join('; ') };
  const { own, because } = judgeOwnership(host, best, result);
  if (!own) return { state: 'likely', channel: best, because };
  return { state: 'found', channel: best, because: [...best.because, because].join('; ') };
}

/** Whether a page that may be a channel names annual reports on disclosure at all: companies and statistics have annual reports too. */
const speaksOfReports = ({ title, reports }: ChannelFinding): boolean =>
  [title ?? '', ...reports.map((report) => report.title)].some(namesDisclosureReport);

const CERTAINTY = { certain: 2, likely: 1, doubtful: 0 } as const;
const rank = ({ certainty, reports }: ChannelFinding): number => CERTAINTY[certainty] * 100_000 + reports.length;

function nothing({ answered, notes, visited }: ProbeResult): Omit<DiscoveryVerdict, 'channel'> {
  const because = notes.join('; ') || 'no channel of annual reports was found';
  const outcomes = visited.map(({ outcome }) => outcome);
  if (answered) return { state: 'none', because };
  return outcomes.some((outcome) => /^(?:refused|throttled|robots)/.test(outcome)) || /challenge/.test(because)
    ? { state: 'refused', because: outcomes.find((outcome) => /refused|throttled|robots/.test(outcome)) ?? because }
    : { state: 'unreachable', because: outcomes[0] ?? because };
}
