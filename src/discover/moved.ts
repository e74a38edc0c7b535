import type { PortalConfig } from '../config/index.ts';
import { sameResource } from '../crawlers/http/scope.ts';
import type { ProbeResult } from '../probe/findings.ts';

/** How a page ends that is no channel; a host that refuses, or does not answer, says nothing about its pages. */
const GONE = /^(?:on the way|not_found|soft_error|redirect_off_site|redirect_loop)/;

/** The configured channels that were looked at and are none any more. */
export function goneChannels(configured: PortalConfig | null, { channels, visited }: ProbeResult): string[] {
  const urls = configured?.channels.map(({ url }) => url) ?? [];
  return urls.filter((url) => {
    const isThis = (other: string): boolean => sameResource(other) === sameResource(url);
    if (channels.some((channel) => isThis(channel.url))) return false;
    return visited.some((seen) => isThis(seen.url) && GONE.test(seen.outcome));
  });
}
