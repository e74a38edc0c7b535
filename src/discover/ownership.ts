import type { PortalHost } from '../config/hosts.ts';
import { nameOf, resolveOrgan } from '../organs/index.ts';
import type { ChannelFinding, ProbeResult } from '../probe/findings.ts';
import { siteOf } from '../probe/search/near.ts';

/** Whether what was read is the portal's own, by the names that stand in it. */
export interface Ownership {
  readonly own: boolean;
  /** What speaks for it, or against it. */
  readonly because: string;
}

/** The kinds of divisions behind a name: 清溪县 is called 清溪 too, and 清溪市 is another. */
const KIND = /^(?:特别行政区|自治[州县旗区]|地区|林区|新区|[省市县区州盟旗])/;
const ENDS_IN_KIND = /(?:特别行政区|自治[州县旗区]|地区|林区|新区|[省市县区州盟旗])$/;

/** Compares the names and organs of a channel with the division that the portal is said to be of: domains are lost, and shown to others. */
export function judgeOwnership(host: PortalHost, channel: ChannelFinding, result: ProbeResult): Ownership {
  const texts = [channel.title ?? '', ...channel.reports.flatMap(({ title, organ }) => [title, organ ?? ''])];
  const naming = texts.filter((text) => names(host, text)).length;
  const others = organsElsewhere(host, channel);
  const own = channel.reports.filter((report) => isOwnOrgan(host, report.organ)).length;
  if (others.length > Math.max(naming, own)) {
    const because = `its reports are of ${others[0]}, not of ${host.name}: perhaps the address belongs to somebody else now`;
    return { own: false, because };
  }
  if (naming > 0) return { own: true, because: `${naming} titles or organs name ${host.name}` };
  if (own > 0) return { own: true, because: `${own} reports are of organs of ${host.name}` };
  if (others.length === 0 && isSameSite(channel, result)) {
    if (host.code !== null && result.siteCode?.slice(0, 6) === host.code)
      return { own: true, because: `the portal's 网站标识码 ${result.siteCode} is of ${host.name}` };
    if (result.titles.some((title) => names(host, title)))
      return { own: true, because: `the portal calls itself after ${host.name}` };
  }
  const because = `no report names ${host.name} or an organ of it: perhaps the address belongs to somebody else now`;
  return { own: false, because };
}

const isSameSite = ({ url }: ChannelFinding, result: ProbeResult): boolean => siteOf(url) === siteOf(result.url);

/** Whether a text names the division: in full, or by its stem where no other kind of division follows (朝阳市 is not 朝阳区). */
function names({ code, name }: PortalHost, text: string): boolean {
  const official = code === null ? null : nameOf(code);
  if ([name, official ?? name].some((one) => text.includes(one))) return true;
  const stem = name.replace(ENDS_IN_KIND, '');
  if (stem.length < 2) return false;
  return text
    .split(stem)
    .slice(1)
    .some((behind) => !KIND.test(behind));
}

function isOwnOrgan({ code, level }: PortalHost, organ: string | null): boolean {
  if (code === null || organ === null || level === 'province-department') return false;
  const found = resolveOrgan(organ)?.code ?? null;
  return found !== null && isWithin(found, code);
}

/** Names of the divisions that reports are of, where those are neither the portal's own nor within it. */
function organsElsewhere({ code }: PortalHost, { reports }: ChannelFinding): string[] {
  if (code === null) return [];
  return reports.flatMap(({ organ }) => {
    const found = organ === null ? null : (resolveOrgan(organ)?.code ?? null);
    return found === null || isWithin(found, code) ? [] : [nameOf(found) ?? found];
  });
}

/** 410822 lies within 410800 and 410000. */
const isWithin = (code: string, division: string): boolean => code.startsWith(division.replace(/(?:00){1,2}$/, ''));
