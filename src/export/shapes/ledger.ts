import { type LedgerFilter, ledger } from '../../query/coverage/ledger.ts';
import type { CorpusFilter } from '../../query/filter.ts';
import { listRevisions } from '../../query/revisions.ts';
import type { Store } from '../../store/store.ts';
import { type ExportTable, integer, number, text } from '../table.ts';

/** Who ought to publish, one row an organ and year. Of the filter, what speaks of organs and years. */
export function coverageTable(store: Store, { years, province, level, kind }: CorpusFilter): ExportTable {
  const filter: LedgerFilter = {
    ...(years && { years }),
    ...(province && { province }),
    ...(level && { level }),
    ...(kind && { kind }),
  };
  return {
    name: 'coverage',
    title: 'Who ought to publish, and what became of it, one row an organ and year',
    columns: [
      text('organ_full', 'Organ in full', '机关全称'),
      text('code', 'Division, GB/T 2260', '行政区划代码'),
      text('province', 'Province', '省级'),
      text('city', 'City', '地级'),
      text('level', 'Level of government', '政府层级'),
      text('kind', 'Kind of organ', '机关类别'),
      text('expected_because', 'division, report or list', '应公布依据'),
      integer('year', 'Report year', '报告年度'),
      text('status', 'published, late, withdrawn, unreadable, refused, not_known, none, not_looked_for', '状态'),
      text('published_on', 'Day of publication', '发布日期'),
      text('source_url', 'Address of the document', '文件地址'),
    ],
    *rows() {
      for (const { publisher, year, status, published_on, url } of ledger(store, filter)) {
        const { name, code, province, city, level, kind, because } = publisher;
        yield [name, code, province, city, level, kind, because, year, status, published_on, url];
      }
    },
  };
}

/** What became of reports after they were published, one row a number that changed, or a withdrawal or return. */
export function revisionsTable(store: Store, filter: CorpusFilter): ExportTable {
  return {
    name: 'revisions',
    title: 'Corrections number by number, withdrawals and returns',
    columns: [
      text('noticed_on', 'Day of the run that noticed it', '发现日期'),
      text('revision', 'changed, withdrawn or restored', '变动'),
      text('portal', 'Portal', '来源网站'),
      text('organ', 'Organ as printed', '机关（原文）'),
      integer('year', 'Report year', '报告年度'),
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
