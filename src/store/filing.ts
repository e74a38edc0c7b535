import { checkAcross, concernedBy } from './across.ts';
import { type Arranged, type Arrangement, arrange } from './arrange.ts';
import { type ReportKey, rankEditions } from './editions.ts';
import { type FiledMember, membersOf, toldOf } from './members.ts';
import { numbersHash } from './numbers.ts';
import {
  dropEdition,
  type Filed,
  type Filing,
  type FilingOutcome,
  insertEdition,
  type Role,
  writeEdition,
} from './report-rows.ts';
import type { Store } from './store.ts';
import { packed } from './stored-report.ts';
import { replaceWarnings } from './warnings.ts';

/**
 * Files a document as the report of an organ and year on a portal. Which documents are one edition, and which of them is its source, is
 * decided anew from all of them (`arrange`), so that it does not depend on which of them was read first.
 */
export function fileReport(store: Store, filing: Filing): Filed {
  return store.transaction(() => {
    leaveOthers(store, filing, filing);
    const rows = rowsOf(store, filing);
    const before: Editions = new Map(rows.map(({ id, hash }) => [id, hash]));
    const members = membersOf(store, filing, filing);
    const places = settle(store, filing, { rows, members }, filing);
    const own = members.find(({ documentId }) => documentId === filing.documentId);
    const place = places.get(filing.documentId);
    if (own === undefined || place === undefined) throw new Error(`document ${filing.documentId} was not filed`);
    const subject = { reportId: place.reportId, documentId: filing.documentId };
    replaceWarnings(store, { ...subject, portalId: filing.portalId, runId: filing.runId }, filing.report.warnings);
    return { reportId: place.reportId, outcome: outcomeOf(own, place, before) };
  });
}

/** A document that is no report any more, now that it was read again, leaves where it stood. */
export function unfile(store: Store, document: { documentId: number; portalId: string }): void {
  store.transaction(() => leaveOthers(store, document, null));
}

interface Placement {
  readonly reportId: number;
  readonly role: Role;
  /** The edition was stored just now. */
  readonly isNew: boolean;
}

/** Figures' hash by report id. */
type Editions = ReadonlyMap<number, string>;

function outcomeOf(
  { numbers, placed }: FiledMember,
  { reportId, role, isNew }: Placement,
  before: Editions,
): FilingOutcome {
  if (isNew) return before.size > 0 ? 'changed' : 'new';
  const hash = numbersHash(numbers);
  if (placed?.role === 'source' && role === 'source')
    return before.get(placed.reportId) === hash ? 'unchanged' : 'changed';
  return role === 'copy' || (before.get(reportId) === hash && numbers.size > 0) ? 'unchanged' : 'joined';
}

/** Takes a document out of the reports where it stood; those of `stays` keep it. The others' documents find their places without it. */
function leaveOthers(
  store: Store,
  { documentId, portalId }: { documentId: number; portalId: string },
  stays: ReportKey | null,
): void {
  const former = store.all<ReportKey & { id: number; runId: number }>(
    `SELECT report.id, portal_id AS portalId, organ, year, first_run_id AS runId FROM report_document JOIN report ON report.id = report_id
     WHERE report_document.document_id = ? AND portal_id = ?`,
    documentId,
    portalId,
  );
  for (const { id, ...key } of former) {
    if (key.organ === stays?.organ && key.year === stays.year) continue;
    store.run('DELETE FROM warning WHERE report_id = ? AND document_id = ?', id, documentId);
    store.run('DELETE FROM report_document WHERE report_id = ? AND document_id = ?', id, documentId);
    settle(store, key, { rows: rowsOf(store, key), members: membersOf(store, key, null) }, null);
  }
}

/** What is filed under a key. */
interface Filled {
  readonly rows: readonly EditionRow[];
  readonly members: readonly FiledMember[];
}

/** Brings rows and links to what `arrange` says; contents are written only where the source is another one or was just read. */
function settle(
  store: Store,
  key: ReportKey & { readonly runId: number },
  filled: Filled,
  filing: Filing | null,
): ReadonlyMap<number, Placement> {
  const { members } = filled;
  const concerned = filled.rows.length > 0 ? concernedBy(store, key) : [];
  const { editions, narratives } = arrange(members);
  // Nearly every report: nothing is to be compared with anything.
  const isOnly = filled.rows.length === 0 && editions.length === 1;
  const rows = new EditionRows(store, filled.rows);
  const places = new Map<number, Placement>();
  for (const edition of editions) {
    const { source, others } = withDay(edition);
    const known = rows.take(edition, narratives);
    const reportId = known?.id ?? insertEdition(store, key, source, isOnly);
    if (known !== null && isWrittenAnew(known, source, filing)) writeEdition(store, reportId, key, source);
    const isNew = known === null;
    places.set(source.documentId, { reportId, role: 'source', isNew });
    for (const other of others) places.set(other.documentId, { reportId, role: roleOf(other, source), isNew: false });
  }
  const links = new MemberLinks(store, members);
  for (const [documentId, place] of places) links.set(documentId, place);
  // Out of the rows that go; which edition is the current one is not known before they are gone.
  const [first] = places.values();
  if (first !== undefined)
    for (const { documentId } of narratives) links.set(documentId, { ...first, role: 'narrative' });
  rows.dropOthers();
  if (!isOnly) rankEditions(store, key);
  for (const [documentId, place] of placesOfNarratives(store, key, { editions, narratives }, places)) {
    places.set(documentId, place);
    links.set(documentId, place);
  }
  checkAcross(store, [...concerned, ...concernedBy(store, key)]);
  return places;
}

/** Whether a row that is there does not say what its source says: another source, a newer reading of it, another day. */
function isWrittenAnew(known: EditionRow, source: FiledMember, filing: Filing | null): boolean {
  const isRead = source.documentId === filing?.documentId;
  return isRead || known.documentId !== source.documentId || known.publishedOn !== source.publishedOn;
}

/** The day that the source does not tell is told by what confirms it. */
function withDay({ source, others }: Arranged<FiledMember>): Arranged<FiledMember> {
  const publishedOn = source.publishedOn ?? others.find((other) => other.publishedOn !== null)?.publishedOn ?? null;
  return { source: { ...source, publishedOn }, others };
}

function roleOf({ textId, numbers }: FiledMember, source: FiledMember): Role {
  if (textId === source.textId) return 'copy';
  return numbers.size === 0 ? 'narrative' : 'corroborates';
}

/** Texts without numbers belong to the edition whose text they have, else to the current one. */
function* placesOfNarratives(
  store: Store,
  { portalId, organ, year }: ReportKey,
  { editions, narratives }: Arrangement<FiledMember>,
  places: ReadonlyMap<number, Placement>,
): Generator<[number, Placement]> {
  if (narratives.length === 0) return;
  const sql =
    'SELECT document_id AS documentId FROM report WHERE portal_id = ? AND organ = ? AND year = ? AND is_current = 1';
  const current = store.get<{ documentId: number }>(sql, portalId, organ, year)?.documentId;
  for (const narrative of narratives) {
    const home =
      editions.find(({ source }) => source.textId === narrative.textId) ??
      editions.find(({ source }) => source.documentId === current);
    const place = home && places.get(home.source.documentId);
    if (home === undefined || place === undefined) continue;
    yield [narrative.documentId, { ...place, role: roleOf(narrative, home.source), isNew: false }];
  }
}

/** Which document belongs to which report; what its reading warned of comes along. */
class MemberLinks {
  readonly #store: Store;
  readonly #members: ReadonlyMap<number, FiledMember>;
  readonly #at: Map<number, number>;

  constructor(store: Store, members: readonly FiledMember[]) {
    this.#store = store;
    this.#members = new Map(members.map((member) => [member.documentId, member]));
    this.#at = new Map(
      members.flatMap(({ documentId, placed }) => (placed === null ? [] : [[documentId, placed.reportId]])),
    );
  }

  set(documentId: number, { reportId, role }: Placement): void {
    const member = this.#members.get(documentId);
    if (member === undefined) return;
    const at = this.#at.get(documentId);
    if (at === reportId && member.isStored && member.placed?.role === role) return;
    if (at !== undefined && at !== reportId) this.#move(documentId, at, reportId);
    this.#at.set(documentId, reportId);
    this.#store.run(
      `INSERT INTO report_document (report_id, document_id, role, url, told, reading) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (report_id, document_id) DO UPDATE SET role = excluded.role, url = excluded.url, told = excluded.told,
         reading = excluded.reading`,
      reportId,
      documentId,
      role,
      member.url,
      JSON.stringify(toldOf(member)),
      role === 'source' ? null : packed(member.report()),
    );
  }

  #move(documentId: number, from: number, to: number): void {
    this.#store.run('DELETE FROM report_document WHERE report_id = ? AND document_id = ?', from, documentId);
    const sql = 'UPDATE warning SET report_id = ? WHERE report_id = ? AND document_id = ?';
    this.#store.run(sql, to, from, documentId);
  }
}

interface EditionRow {
  readonly id: number;
  readonly documentId: number;
  readonly publishedOn: string | null;
  /** Of its figures. */
  readonly hash: string;
}

function rowsOf(store: Store, { portalId, organ, year }: ReportKey): EditionRow[] {
  const sql = `SELECT id, document_id AS documentId, published_on AS publishedOn, figures_hash AS hash FROM report
    WHERE portal_id = ? AND organ = ? AND year = ? ORDER BY id`;
  return store.all<EditionRow>(sql, portalId, organ, year);
}

/** The rows that there are: an edition keeps its row while one of its documents is the row's source. */
class EditionRows {
  readonly #store: Store;
  readonly #left: Map<number, EditionRow>;

  constructor(store: Store, rows: readonly EditionRow[]) {
    this.#store = store;
    this.#left = new Map(rows.map((row) => [row.documentId, row]));
  }

  /** Numbers take over the row that a text without them has had. */
  take({ source, others }: Arranged<FiledMember>, narratives: readonly FiledMember[]): EditionRow | null {
    for (const { documentId } of [source, ...others, ...narratives]) {
      const row = this.#left.get(documentId);
      if (row === undefined) continue;
      this.#left.delete(documentId);
      return row;
    }
    return null;
  }

  /** Rows of editions that are none any more. */
  dropOthers(): void {
    for (const { id } of this.#left.values()) dropEdition(this.#store, id);
  }
}
