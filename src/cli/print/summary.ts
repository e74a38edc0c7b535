import { join } from 'node:path';
import { told } from '../../language/told.ts';
import { DATABASE_FILE } from '../../store/store.ts';
import type { Io } from '../command.ts';
import { commonMessages } from '../messages/common.ts';
import { crawlMessages } from '../messages/crawl.ts';
import { type Colours, colours } from '../terminal.ts';

export type PrintLine = (text?: string) => void;

/** What became of the reports of a run. */
export type ReportCounts = Parameters<typeof crawlMessages.reports>[0];

/** A run's summary on paper: what `crawl` and `import` say in the same words. */
export class SummaryPrinter {
  readonly #io: Io;
  readonly #dataDir: string;
  readonly colour: Colours;

  constructor(io: Io, dataDir: string) {
    this.#io = io;
    this.#dataDir = dataDir;
    this.colour = colours(io);
  }

  readonly line: PrintLine = (text = '') => this.#io.out(`${text}\n`);

  head(counts: ReportCounts, { interrupted, flagged }: { interrupted: boolean; flagged: number }) {
    this.line();
    if (interrupted) this.line(this.colour.yellow(commonMessages.interrupted));
    this.line(this.colour.bold(crawlMessages.reports(counts)));
    if (flagged > 0) this.line(crawlMessages.flagged(flagged));
  }

  withoutReport(documents: number): void {
    if (documents > 0) this.line(crawlMessages.withoutReport(documents));
  }

  left(what: string, byReason: Readonly<Record<string, number>>, reasons: Readonly<Record<string, string>>): void {
    const counted = Object.entries(byReason);
    if (counted.length === 0) return;
    this.line(what);
    for (const [reason, count] of counted)
      this.line(`  ${String(count).padStart(6)}  ${reason}: ${reasons[reason] ?? ''}`);
  }

  failed(failures: readonly FailureEntry[]): void {
    if (failures.length > 0) this.line(crawlMessages.failed);
    for (const { reason, url, message } of failures.slice(0, MOST_FAILURES))
      this.line(`  ${reason}  ${url}${message === '' ? '' : `  (${told(message)})`}`);
    const more = failures.length - MOST_FAILURES;
    if (more > 0) this.line(`  ${crawlMessages.moreFailures(more)}`);
  }

  foot(): void {
    this.line();
    this.line(crawlMessages.database(join(this.#dataDir, DATABASE_FILE)));
  }

  /** Commands to be pasted, one a line. */
  next(commands: readonly string[]): void {
    this.line(commonMessages.next);
    for (const command of commands) this.line(`  ${command}`);
  }
}

/** Failures shown one by one; the others are counted. */
const MOST_FAILURES = 20;

export interface FailureEntry {
  readonly reason: string;
  readonly url: string;
  readonly message: string;
}
