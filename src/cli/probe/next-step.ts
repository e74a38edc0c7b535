import type { ProbeResult } from '../../probe/findings.ts';
import type { CliOptions } from '../command.ts';
import { commandLine } from '../next.ts';

/** What to do after a probe, as commands that can be pasted; none where a person must look first. */
export function nextProbeSteps(result: ProbeResult, options: CliOptions, hasWritten: boolean): string[] {
  const { channels, identity, url } = result;
  if (channels.length === 0) return [];
  const crawl = (name: string) => commandLine(['nianbao', 'crawl', name], options, ['config', 'delay', 'allowPrivate']);
  if (hasWritten) return [crawl(identity.id)];
  const carried = ['config', 'fixtures', 'id', 'name', 'code', 'delay', 'legacyTls', 'allowPrivate'] as const;
  const write = commandLine(['nianbao', 'probe', url, '--write'], options, carried);
  return [write, crawl(channels[0]?.url ?? url)];
}
