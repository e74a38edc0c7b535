import type { PortalConfig } from '../../config/portal.ts';
import type { CrawlSummary } from '../../crawlers/summary.ts';
import type { CliOptions } from '../command.ts';
import { commandLine } from '../next.ts';

/** More portals than these are not named one by one: `--retry-failed` for all costs only what failed. */
const MOST_NAMED = 10;

export interface Crawled {
  /** As typed: ids and addresses. */
  readonly args: readonly string[];
  readonly filter: readonly string[];
  readonly options: CliOptions;
  readonly portals: readonly { readonly config: PortalConfig }[];
}

/** What to do after a crawl, as commands that can be pasted: where something failed, the same again for the portals that really failed. */
export function nextSteps({ failures }: Pick<CrawlSummary, 'failures'>, crawled: Crawled): string[] {
  if (failures.length === 0)
    return [['report', 'list'], ['runs']].map((words) => commandLine(['nianbao', ...words], crawled.options, ['data']));
  const failed = new Set(failures.map(({ portal }) => portal));
  const named = crawled.portals.filter(({ config }) => failed.has(config.id)).flatMap(({ config }) => namesOf(config));
  const words = named.length > MOST_NAMED ? [...crawled.args, ...crawled.filter] : named;
  const carried = ['data', 'config', 'years', 'delay', 'concurrency', 'maxPages', 'allowPrivate'] as const;
  return [commandLine(['nianbao', 'crawl', '--retry-failed', ...words], crawled.options, carried)];
}

/** A portal that no file configures is known by the addresses of its channels alone. */
const namesOf = ({ id, file, channels }: PortalConfig): string[] =>
  file === null ? channels.map(({ url }) => url) : [id];
