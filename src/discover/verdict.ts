import type { PortalHost } from '../config/hosts.ts';
import { nameOf, resolveOrgan } from '../organs/index.ts';
import type { ChannelFinding, ProbeResult } from '../probe/findings.ts';
import type { DiscoveryState } from '../store/discoveries.ts';

export interface DiscoveryVerdict {
  readonly state: DiscoveryState;
  readonly channel: ChannelFinding | null;
  readonly because: string;
}

/** What a probe of a portal's home page comes to. A channel is certain only where what was read names the portal's division or its organs. */
export function judgeDiscovery(host: PortalHost, result: ProbeResult): DiscoveryVerdict {
  const best = [...result.channels].sort((a, b) => rank(b) - rank(a))[0] ?? null;
  if (best === null) return { ...nothing(result), channel: null };
  if (best.certainty !== 'certain') return { state: 'likely', channel: best, because: best.because.join('; ') };
  if (!namesPortal(host, best)) {
    const because = `no report names ${host.name} or an organ of it: perhaps the address belongs to somebody else now`;
    return { state: 'likely', channel: best, because };
  }
  return { state: 'found', channel: best, because: best.because.join('; ') };
}

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

/** The kinds of divisions behind a name: 清溪县 is called 清溪 too. */
const KIND = /(?:特别行政区|自治[州县旗区]|地区|林区|新区|[省市县区州盟旗])$/;

/** Whether a channel's title or reports name the portal's division, or organs that are known to be of it. */
function namesPortal({ code, name, level }: PortalHost, { title, reports }: ChannelFinding): boolean {
  const stem = name.replace(KIND, '');
  const names = [name, ...(stem.length >= 2 ? [stem] : []), ...(code === null ? [] : [nameOf(code) ?? name])];
  const texts = [title ?? '', ...reports.flatMap((report) => [report.title, report.organ ?? ''])];
  if (texts.some((text) => names.some((one) => text.includes(one)))) return true;
  if (code === null || level === 'province-department') return false;
  return reports.some(({ organ }) => organ !== null && resolveOrgan(organ)?.code === code);
}
