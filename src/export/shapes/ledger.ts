import type { LedgerEntry } from '../../query/coverage/ledger.ts';
import { entriesOf, type MatrixFilter } from '../../query/coverage/matrix.ts';
import { QueryError } from '../../query/errors.ts';
import { type CorpusFilter, knownPlaces } from '../../query/filter.ts';
import { queryMessages } from '../../query/messages.ts';
import { listRevisions } from '../../query/revisions.ts';
import type { Store } from '../../store/store.ts';
import { COLUMN, ORGAN_COLUMNS } from '../reports.ts';
import { type ExportTable, type ExportValue, integer, number, text } from '../table.ts';

/**
 * Who ought to publish, one row an organ and year.
 * @throws QueryError for what limits reports: of most of these there is none.
 */
export function coverageTable(store: Store, asked: CorpusFilter): ExportTable {
  const limits = ['years', 'province', 'city', 'level', 'kind'] as const;
  const filter: MatrixFilter = limitedBy(asked, 'coverage', limits);
  return ledgerTable(() => entriesOf(store, filter));
}

/** Entries of the ledger, as they are written. */
export function ledgerTable(entries: () => Iterable<LedgerEntry>): ExportTable {
  return {
    name: 'coverage',
    title: 'Who ought to publish, and what became of it, one row an organ and year',
    columns: [
      COLUMN.organ_full,
      COLUMN.code,
      COLUMN.province,
      COLUMN.city,
      COLUMN.level,
      COLUMN.kind,
      text('expected_because', 'division, report or list', '应公布依据'),
      COLUMN.year,
      text('status', 'published, late, withdrawn, unreadable, refused, not_known, none, not_looked_for', '状态'),
      COLUMN.published_on,
      COLUMN.source_url,
    ],
    *rows() {
      for (const { publisher, year, status, published_on, url } of entries()) {
        const { name, code, province, city, level, kind, because } = publisher;
        yield [name, code, province, city, level, kind, because, year, status, published_on, url];
      }
    },
  };
}

/** A shape whose rows are no reports is limited by these alone; others would be passed over in silence. */
function limitedBy<K extends keyof CorpusFilter>(
  filter: CorpusFilter,
  shape: string,
  known: readonly K[],
): Pick<CorpusFilter, K> {
  const odd = Object.keys(filter).filter((name) => !known.some((one) => one === name));
  if (odd.length === 0) return filter;
  throw new QueryError(queryMessages.limitedBy(shape, known.join(', '), odd.join(', ')));
}

/**
 * Who publishes, one row a printing of a name, and what became of it.
 * @throws QueryError for what limits reports.
 */
export function organsTable(store: Store, asked: CorpusFilter): ExportTable {
  const limits = limitedBy(asked, 'organs', ['province', 'city', 'level', 'kind']);
  const { province, city, level, kind } = knownPlaces(store, limits);
  const conditions: readonly (readonly [sql: string, value: string | undefined])[] = [
    ['division.province = ?', province],
    ['division.city = ?', city],
    ['organ.level = ?', level],
    ['kind = ?', kind],
  ];
  const given = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  const where = given.map(({ sql }) => ` AND ${sql}`).join('');
  return {
    name: 'organs',
    title: 'Organs as their reports print them, one row a name, with renamings and how all is known',
    columns: [
      ...ORGAN_COLUMNS,
      integer('first_year', 'First report year', '最早报告年度'),
      integer('last_year', 'Last report year', '最晚报告年度'),
      text('renamed_from', 'Called so before, or merged of these', '前身'),
      text('renamed_to', 'Called so since, or merged into', '后继'),
      text('renaming_evidence', 'How the renaming is known', '更名依据'),
      text('evidence', 'How division, level and kind are known', '识别依据'),
    ],
    rows: () =>
      store.db
        .prepare<string[], ExportValue[]>(`${ORGANS}${where} ORDER BY organ.full_name, organ.name, organ.id`)
        .raw()
        .iterate(...given.map(({ value }) => value)),
  };
}

const ORGANS = `WITH succession AS MATERIALIZED (SELECT * FROM organ_succession)
  SELECT organ.name, organ.full_name, organ.division_code, division.province, division.city, division.name, organ.level, kind,
    (SELECT min(year) FROM report WHERE organ_id = organ.id), (SELECT max(year) FROM report WHERE organ_id = organ.id),
    (SELECT group_concat(former.name, ' ') FROM succession JOIN organ AS former ON former.id = succession.organ_id WHERE later_organ_id = organ.id),
    (SELECT group_concat(later.name, ' ') FROM succession JOIN organ AS later ON later.id = later_organ_id WHERE succession.organ_id = organ.id),
    (SELECT group_concat(succession.evidence, '; ') FROM succession WHERE organ.id IN (succession.organ_id, later_organ_id)),
    organ.evidence
  FROM organ LEFT JOIN division ON division.code = organ.division_code WHERE 1`;

/** What became of reports after they were published, one row a number that changed, or a withdrawal or return. */
export function revisionsTable(store: Store, filter: CorpusFilter): ExportTable {
  return {
    name: 'revisions',
    title: 'Corrections number by number, withdrawals and returns',
    columns: [
      text('noticed_on', 'Day of the run that noticed it', '发现日期'),
      text('revision', 'changed, withdrawn or restored', '变动'),
      COLUMN.portal,
      COLUMN.organ,
      COLUMN.year,
      text('cell', 'Table, row and column', '单元'),
      number('before_value', 'Number before', '原值'),
      number('after_value', 'Number after', '新值'),
      text('source_url', 'Address', '地址'),
      text('before_sha256', 'SHA-256 of the document before', '原文件校验值'),
      text('after_sha256', 'SHA-256 of the document after', '新文件校验值'),
    ],
    *rows() {
      for (const revision of listRevisions(store, { ...filter, limit: Number.MAX_SAFE_INTEGER })) {
        const { noticed_on, kind, portal, organ, year, url, numbers, before, after } = revision;
        const proof = [url, before?.sha256 ?? null, after?.sha256 ?? null];
        const cells = numbers.length > 0 ? numbers : [{ name: null, before: null, after: null }];
        for (const { name, before: old, after: now } of cells)
          yield [noticed_on, kind, portal, organ, year, name, old, now, ...proof];
      }
    },
  };
}
