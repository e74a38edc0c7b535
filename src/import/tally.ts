import type { Put } from '../ingest/index.ts';
import { type ImportSkip, SKIP_FAILURES } from './reasons.ts';

/** One thing that was left although it may have held a report. */
export interface ImportFailure {
  readonly url: string;
  readonly reason: string;
  readonly message: string;
}

/** What one call of `import` did, counted while it does it; the rest of the summary is asked of the database. */
export class ImportTally {
  files = 0;
  /** Files whose bytes were held already. */
  filesKnown = 0;
  recordsNew = 0;
  recordsKnown = 0;
  withoutReport = 0;
  readonly skipped = new Map<ImportSkip, number>();
  readonly failures: ImportFailure[] = [];
  readonly #new = new Set<number>();
  readonly #changed = new Set<number>();
  readonly #joined = new Set<number>();

  skip(url: string, reason: ImportSkip, message = ''): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
    if (SKIP_FAILURES.has(reason)) this.failures.push({ url, reason, message });
  }

  put(put: Put): void {
    if (put.kind === 'no_report') this.withoutReport++;
    if (put.kind !== 'filed') return;
    if (put.outcome === 'new') this.#new.add(put.reportId);
    if (put.outcome === 'changed') this.#changed.add(put.reportId);
    if (put.outcome === 'joined') this.#joined.add(put.reportId);
  }

  /** Each report once, under the most that was done to it. */
  get reports(): { readonly new: number; readonly changed: number; readonly joined: number } {
    const changed = [...this.#changed].filter((id) => !this.#new.has(id));
    const joined = [...this.#joined].filter((id) => !this.#new.has(id) && !this.#changed.has(id));
    return { new: this.#new.size, changed: changed.length, joined: joined.length };
  }
}
