import type { Store } from '../store/store.ts';
import { LISTED, type ListedReport } from './listing.ts';

/** An organ, whatever its printed names and portals. */
export interface KnownOrgan {
  /** Of its rows in `organ`. */
  readonly ids: readonly number[];
  /** What names it in an address: GB/T 2260 of the division whose government it is, else its full name. */
  readonly key: string;
  readonly full_name: string;
  readonly code: string | null;
  readonly level: string | null;
  readonly kind: string;
  readonly province: string | null;
  readonly city: string | null;
  /** As printed. */
  readonly names: readonly string[];
  /** Where it was found, if only that tells it from others of its name. */
  readonly portal: string | null;
}

interface StoredOrgan {
  readonly id: number;
  readonly name: string;
  readonly full_name: string;
  readonly code: string | null;
  readonly level: string | null;
  readonly kind: string;
  readonly province: string | null;
  readonly city: string | null;
  readonly portal: string | null;
}

const ORGAN = `SELECT organ.id, organ.name, full_name, division_code AS code, organ.level, kind, province, city, portal_id AS portal
  FROM organ LEFT JOIN division ON division.code = division_code`;

/** How an address names an organ. */
export const organKey = ({
  kind,
  code,
  full_name: name,
}: {
  readonly kind: string;
  readonly code: string | null;
  readonly full_name: string;
}): string => (kind === 'government' && code !== null ? code : name);

/** The organs that a code or a name stands for; more than one where nothing but the portal tells them apart. */
export function organsCalled(store: Store, called: string): KnownOrgan[] {
  const name = called.replace(/\s+/gu, '');
  const sql = /^\d{6}$/.test(name)
    ? `${ORGAN} WHERE division_code = ? AND kind = 'government' AND ? <> ''`
    : `${ORGAN} WHERE full_name = ? OR organ.name = ?`;
  return together(store.all<StoredOrgan>(`${sql} ORDER BY organ.id`, name, name));
}

/** Organs that have the words in their name, those with the shortest name first. */
export function organsLike(store: Store, words: string, limit: number): KnownOrgan[] {
  const name = words.replace(/\s+/gu, '');
  if (name === '') return [];
  const sql = `${ORGAN} WHERE instr(full_name, ?) > 0 OR instr(organ.name, ?) > 0 ORDER BY length(full_name), full_name, organ.id LIMIT ?`;
  return together(store.all<StoredOrgan>(sql, name, name, limit));
}

/** The present division with this code, and what it lies in. */
export interface Relatives {
  /** The government above; null for a province, and where the organ's place is certain by nothing. */
  readonly parent: KnownOrgan | null;
  /** Governments of the same parent, or organs of the same place; without the organ itself. */
  readonly neighbours: readonly KnownOrgan[];
}

/** Whom to compare an organ with: of a government the parent and its other children, of other organs those of the same place and kind. */
export function relativesOf(store: Store, organ: KnownOrgan, limit: number): Relatives {
  if (organ.code === null) return relativesOnPortal(store, organ, limit);
  const isGovernment = organ.kind === 'government';
  const above = store.get<{ code: string | null }>(
    'SELECT parent_code AS code FROM division WHERE code = ?',
    organ.code,
  )?.code;
  const parentCode = isGovernment ? above : organ.code;
  const parent = parentCode == null ? null : (organsCalled(store, parentCode)[0] ?? null);
  const beside = isGovernment
    ? `${ORGAN} WHERE kind = 'government' AND division_code IN (SELECT code FROM division WHERE parent_code IS ?) ORDER BY division_code LIMIT ?`
    : `${ORGAN} WHERE kind <> 'government' AND division_code IS ? ORDER BY kind, full_name LIMIT ?`;
  const rows = store.all<StoredOrgan>(beside, (isGovernment ? above : organ.code) ?? null, limit + organ.ids.length);
  return {
    parent: parent?.key === organ.key ? null : parent,
    neighbours: together(rows.filter(({ id }) => !organ.ids.includes(id))),
  };
}

/**
 * Where no division is certain: a government of the same portal, with whose place, as it is printed, the organ's own name begins, and the
 * others of which this is so. Not a likeness: the place is the same to the letter, on one portal, and no list of divisions has ever had one
 * of its name, of which there might be two (朝阳区).
 */
function relativesOnPortal(store: Store, { portal, ids, full_name: name, kind }: KnownOrgan, limit: number): Relatives {
  if (portal === null || kind === 'government') return { parent: null, neighbours: [] };
  const own = `${ORGAN} WHERE organ.portal_id = ? AND division_code IS NULL`;
  const [parent] = store
    .all<StoredOrgan>(
      `${own} AND kind = 'government' AND full_name LIKE '%人民政府' ORDER BY length(full_name) DESC, organ.id`,
      portal,
    )
    .filter((government) => name.startsWith(placeOf(government)) && isInNoList(store, placeOf(government)));
  if (parent === undefined) return { parent: null, neighbours: [] };
  const place = placeOf(parent);
  const beside = `${own} AND kind <> 'government' AND substr(full_name, 1, length(?)) = ? ORDER BY kind, full_name LIMIT ?`;
  const rows = store.all<StoredOrgan>(beside, portal, place, place, limit + ids.length);
  return {
    parent: together([parent])[0] ?? null,
    neighbours: together(rows.filter(({ id }) => !ids.includes(id))),
  };
}

const isInNoList = (store: Store, place: string): boolean =>
  place.length > 1 &&
  store.get(
    "SELECT 1 FROM (SELECT name FROM division UNION SELECT name FROM division_name) WHERE ? LIKE '%' || name",
    place,
  ) === undefined;

const placeOf = ({ full_name }: Pick<StoredOrgan, 'full_name'>): string => full_name.replace(/人民政府$/u, '');

/** All current reports of an organ, the earliest year first; two of one year stand on two portals. */
export function reportsOfOrgan(store: Store, organ: KnownOrgan): ListedReport[] {
  const sql = `SELECT ${LISTED} FROM current_report AS report WHERE report.organ_id = ? ORDER BY year, portal_id`;
  return organ.ids.flatMap((id) => store.all<ListedReport>(sql, id)).sort((a, b) => a.year - b.year || a.id - b.id);
}

/** Printings of one name, and a division's government under all of its names, are one organ. */
function together(rows: readonly StoredOrgan[]): KnownOrgan[] {
  const found = new Map<string, KnownOrgan>();
  for (const { id, name, ...row } of rows) {
    const identity = [organKey(row), row.code ?? '', row.code === null ? (row.portal ?? '') : ''].join('\n');
    const known = found.get(identity);
    const portal = row.code === null ? row.portal : null;
    found.set(
      identity,
      known === undefined
        ? { ...row, portal, key: organKey(row), ids: [id], names: [name] }
        : { ...known, ids: [...known.ids, id], names: [...new Set([...known.names, name])] },
    );
  }
  return [...found.values()];
}
