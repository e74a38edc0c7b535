import { messageOf } from '../message-of.ts';
import { adopt } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';
import { CrawlReplay } from './crawl.ts';
import type { IndexedRecord, RecordGroup } from './groups.ts';
import { replayImported, replayMet } from './imports.ts';
import type { RunSegment } from './segments.ts';

/** Does again what the archive tells, in its order, without asking anybody for anything. */
export class Replay {
  readonly #store: Store;
  readonly #voided: ReadonlySet<string>;
  readonly #crawls = new Map<number, CrawlReplay>();
  readonly #visits = new Map<number, Readonly<Record<string, unknown>>>();

  /** What could not be done again, in words; its records are only indexed. */
  readonly problems: string[] = [];

  constructor(store: Store, voided: ReadonlySet<string>) {
    this.#store = store;
    this.#voided = voided;
    // What the archive said of each request last: a revisit without words of its own repeats it.
    store.db.exec('CREATE TEMP TABLE said (request_id INTEGER PRIMARY KEY, facts TEXT NOT NULL)');
  }

  /** The run that wrote a segment; made known on first meeting. */
  run({ run, date }: RunSegment): number {
    const uid = run?.uid ?? `unknown-${date}`;
    const known = this.#store.get<{ id: number }>('SELECT id FROM run WHERE uid = ?', uid);
    if (known !== undefined) return known.id;
    const sql = 'INSERT INTO run (uid, command, started_at) VALUES (?, ?, ?)';
    const command = run?.command ?? 'a run that the archive does not name';
    return Number(this.#store.run(sql, uid, command, run?.startedAt ?? date).lastInsertRowid);
  }

  group(runId: number, { records, facts }: RecordGroup): void {
    const happened = records.filter(({ place: { id } }) => !this.#voided.has(id));
    for (const { place } of records) if (this.#voided.has(place.id)) adopt(this.#store, runId, place);
    if (records.length > 0 && happened.length === 0) return;
    try {
      this.#store.attempt(() => this.#event(runId, happened, facts));
    } catch (error) {
      // One odd record must not cost all the others.
      const [first] = happened;
      const where = first === undefined ? `an event "${facts?.event}"` : `${first.place.file}:${first.place.offset}`;
      this.problems.push(`${where}: ${messageOf(error)}`);
      for (const { place } of happened) adopt(this.#store, runId, place);
    }
  }

  #event(runId: number, records: readonly IndexedRecord[], facts: RecordGroup['facts']): void {
    const crawl = this.#crawlOf(runId);
    if (facts === null) this.#withoutWords(runId, records);
    else if (facts.event === 'visits') this.#visit(runId, facts);
    else if (facts.event === 'request') crawl.request(records, facts);
    else if (facts.event === 'aside') crawl.aside(records);
    else if (facts.event === 'imported') replayImported(this.#store, runId, records, facts);
    else if (facts.event === 'met') replayMet(this.#store, runId, facts);
    else if (facts.event === 'run-end') this.#end(runId, facts);
    else for (const { place } of records) adopt(this.#store, runId, place);
  }

  /** A revisit says what was said before; anything else has lost its words, and is only there to be referred to. */
  #withoutWords(runId: number, records: readonly IndexedRecord[]): void {
    for (const told of records) {
      const target = told.place.type === 'revisit' ? this.#referredRequest(told) : undefined;
      const said = target?.requestId == null ? undefined : this.#said(target.requestId);
      if (said !== undefined) this.#crawlOf(runId).request([told], said);
      else if (target !== undefined && target.requestId === null) this.#crawlOf(runId).aside([told]);
      else adopt(this.#store, runId, told.place);
    }
  }

  #referredRequest({ record: { headers } }: IndexedRecord): { requestId: number | null } | undefined {
    const sql = `SELECT request_id AS requestId FROM capture WHERE url = ? AND captured_at = ? AND record_type <> 'revisit' LIMIT 1`;
    return this.#store.get(sql, headers['warc-refers-to-target-uri'] ?? '', headers['warc-refers-to-date'] ?? '');
  }

  #said(requestId: number): Record<string, unknown> | undefined {
    const row = this.#store.get<{ facts: string }>('SELECT facts FROM said WHERE request_id = ?', requestId);
    return row === undefined ? undefined : JSON.parse(row.facts);
  }

  #crawlOf(runId: number): CrawlReplay {
    let crawl = this.#crawls.get(runId);
    if (crawl === undefined) {
      crawl = new CrawlReplay(this.#store, runId);
      // Only one run is under way at a time: what an earlier one left open is the next one's.
      this.#crawls.clear();
      this.#crawls.set(runId, crawl);
      // A run in several files, those of another machine in between: its visits are gone on with.
      const begun = this.#visits.get(runId);
      if (begun !== undefined) crawl.visits(begun);
    }
    return crawl;
  }

  #visit(runId: number, facts: Readonly<Record<string, unknown>>): void {
    this.#visits.set(runId, facts);
    this.#crawlOf(runId).visits(facts);
  }

  #end(runId: number, facts: Readonly<Record<string, unknown>>): void {
    const { pid, endedAt, outcome, summary } = facts;
    const sql = 'UPDATE run SET pid = ?, ended_at = ?, outcome = ?, summary = ? WHERE id = ?';
    this.#store.run(sql, Number(pid), String(endedAt), String(outcome), JSON.stringify(summary), runId);
  }
}
