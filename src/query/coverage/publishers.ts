import type { OrganKind } from '../../organs/index.ts';
import type { Store } from '../../store/store.ts';

/** Somebody who ought to publish a report every year. */
export interface Publisher {
  /** Equal for two printings of one organ's name. */
  readonly key: string;
  readonly name: string;
  /** GB/T 2260 of its division; null where that is not certain. */
  readonly code: string | null;
  readonly level: string | null;
  readonly kind: OrganKind | null;
  readonly province: string | null;
  readonly city: string | null;
  /** Why it is thought to exist: a division has a government, reports of it are stored, or a list names it. */
  readonly because: 'division' | 'report' | 'list';
  /** Portals on which its reports are, or ought to be. */
  readonly portals: readonly string[];
}

interface OrganRow {
  readonly id: number;
  readonly name: string;
  readonly code: string | null;
  readonly level: string | null;
  readonly kind: OrganKind;
  readonly province: string | null;
  readonly city: string | null;
  readonly portals: string | null;
}

const ORGANS = `SELECT organ.id, organ.full_name AS name, division_code AS code, organ.level, kind, province, city,
    (SELECT json_group_array(DISTINCT portal_id) FROM report WHERE organ_id = organ.id) AS portals
  FROM organ LEFT JOIN division ON division.code = division_code ORDER BY organ.id`;

const DIVISIONS = `SELECT code, name, level, province, city FROM division WHERE valid_to IS NULL ORDER BY code`;

/** Organs that lists name and of which no report is stored. */
const NAMED = `SELECT DISTINCT list_item.organ AS name, channel.portal_id AS portal, portal.code
  FROM list_item JOIN channel ON channel.id = list_item.channel_id JOIN portal ON portal.id = channel.portal_id
  WHERE list_item.organ IS NOT NULL AND list_item.organ <> ''
    AND NOT EXISTS (SELECT 1 FROM organ WHERE organ.name = list_item.organ OR organ.full_name = list_item.organ)
  ORDER BY portal, list_item.organ`;

/** The government of a division, whoever has found it. */
const governmentKey = (code: string): string => `government ${code}`;

/** All that ought to publish, and which of them an `organ` row is. */
export interface Publishers {
  readonly all: readonly Publisher[];
  readonly byOrgan: ReadonlyMap<number, Publisher>;
}

/** Governments of today's divisions, organs seen in any year, and organs that lists name. */
export function publishers(store: Store): Publishers {
  const portals = portalsByCode(store);
  const found = new Map<string, Publisher>();
  for (const { code, name, level, province, city } of store.all<{
    code: string;
    name: string;
    level: string;
    province: string;
    city: string | null;
  }>(DIVISIONS)) {
    const place = [...new Set([province, city ?? '', name])].join('');
    const government = { name: `${place}人民政府`, code, level, kind: 'government', province, city } as const;
    const own = portals.get(code) ?? [];
    found.set(governmentKey(code), { key: governmentKey(code), ...government, because: 'division', portals: own });
  }
  const byOrgan = new Map<number, Publisher>();
  for (const { id, portals: seen, ...organ } of store.all<OrganRow>(ORGANS)) {
    const governed = organ.kind === 'government' ? organ.code : null;
    const on = JSON.parse(seen ?? '[]') as string[];
    // Two 财政局 of divisions that nobody knows are two.
    const key =
      governed !== null
        ? governmentKey(governed)
        : `organ ${organ.name} ${organ.code ?? (organ.level === 'nation' ? '' : on.join(' '))}`;
    const known = found.get(key);
    const publisher: Publisher =
      known === undefined
        ? { key, ...organ, because: 'report', portals: on }
        : { ...known, portals: [...new Set([...known.portals, ...on])] };
    found.set(key, publisher);
    byOrgan.set(id, publisher);
  }
  for (const { name, portal } of store.all<{ name: string; portal: string }>(NAMED)) {
    const key = `named ${portal} ${name}`;
    const unknown = { code: null, level: null, kind: null, province: null, city: null };
    found.set(key, { key, name, ...unknown, because: 'list', portals: [portal] });
  }
  // A later printing of an organ's name may have added portals.
  for (const [id, { key }] of byOrgan) byOrgan.set(id, found.get(key) ?? failUnknown(key));
  return { all: [...found.values()], byOrgan };
}

function failUnknown(key: string): never {
  throw new Error(`no publisher ${key}`);
}

function portalsByCode(store: Store): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, code } of store.all<{ id: string; code: string | null }>('SELECT id, code FROM portal ORDER BY id'))
    if (code !== null) found.set(code, [...(found.get(code) ?? []), id]);
  return found;
}
