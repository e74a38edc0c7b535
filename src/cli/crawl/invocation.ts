import type { CliOptions } from '../command.ts';

/** A crawl as somebody asked for it. */
export interface CrawlInvocation {
  /** As it was typed, for `nianbao runs`. */
  readonly command: string;
  readonly dataDir: string;
  readonly quiet: boolean;
  readonly options: CliOptions;
}
