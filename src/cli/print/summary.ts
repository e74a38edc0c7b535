import { join } from 'node:path';
import { DATABASE_FILE } from '../../store/store.ts';
import type { Io } from '../command.ts';
import { type Colours, colours } from '../terminal.ts';

export type PrintLine = (text?: string) => void;

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

  head(counts: Readonly<Record<string, number>>, { interrupted, flagged }: { interrupted: boolean; flagged: number }) {
    this.line();
    if (interrupted) this.line(this.colour.yellow('Interrupted. Run the same command again to go on.'));
    const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
    this.line(this.colour.bold(`Reports: ${parts.join(', ')}`));
    const doubtful = 'of these with numbers that do not add up (stored as printed)';
    if (flagged > 0) this.line(`Checks:  ${plural(flagged, 'report')} ${doubtful}`);
  }

  withoutReport(documents: number): void {
    const message = 'without a report of a known organ and year';
    if (documents > 0) this.line(`Read:    ${plural(documents, 'document')} ${message}`);
  }

  left(what: string, byReason: Readonly<Record<string, number>>, reasons: Readonly<Record<string, string>>): void {
    const counted = Object.entries(byReason);
    if (counted.length === 0) return;
    this.line(`Left:    ${what}`);
    for (const [reason, count] of counted)
      this.line(`  ${String(count).padStart(6)}  ${reason}: ${reasons[reason] ?? ''}`);
  }

  /** `where`: the place that holds those which are not shown. */
  failed(failures: readonly FailureEntry[], where: string): void {
    for (const { reason, url, message } of failures.slice(0, MOST_FAILURES))
      this.line(`  ${reason}  ${url}${message === '' ? '' : `  (${message})`}`);
    const more = failures.length - MOST_FAILURES;
    if (more > 0) this.line(`  … and ${more} more: see ${where}`);
  }

  foot(): void {
    this.line();
    this.line(`Database: ${join(this.#dataDir, DATABASE_FILE)}`);
  }
}

/** Failures shown one by one; the others are counted. */
const MOST_FAILURES = 20;

export interface FailureEntry {
  readonly reason: string;
  readonly url: string;
  readonly message: string;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
