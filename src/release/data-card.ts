import type { CorpusExtent } from '../export/citation.ts';
import { STATUSES, type Status } from '../query/coverage/ledger.ts';
import { type CoverageRow, coverage } from '../query/coverage/summary.ts';
import type { Store } from '../store/store.ts';
import { VERSION } from '../version.ts';
import type { ReleaseDifference } from './difference.ts';

/** What a user of the data has to know before using it, counted from the database: in English, then in Chinese. */
export function dataCard(store: Store, extent: CorpusExtent, { gbt7714 }: { readonly gbt7714: string }): string {
  const quality = qualityOf(store);
  const share = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(2)} %`);
  return `# nianbao: annual reports on government information disclosure · 政府信息公开工作年度报告

${extent.reports} reports of ${extent.organs} organs, report years ${extent.from ?? '–'} to ${extent.to ?? '–'}, as of ${extent.day ?? 'an unknown day'}; made by nianbao ${VERSION}.
共 ${extent.organs} 个机关的 ${extent.reports} 份报告，报告年度 ${extent.from ?? '–'} 至 ${extent.to ?? '–'}，数据截至 ${extent.day ?? '不详'}。

## Files · 文件

\`datapackage.json\` describes every table: columns, units, counts, checksums. \`nianbao-codebook.csv\` names every variable in both languages.
\`SHA256SUMS\` has the checksum of every file, \`CITATION.cff\` how to cite, \`CHANGES.md\` what is new since the release before.
\`datapackage.json\` 说明每张表的列、单位、行数和校验值；\`nianbao-codebook.csv\` 是中英文变量表。

## Coverage · 覆盖情况

${table(['', ...statusHeads(), 'expected 应公布', 'held 已收录'], coverage(store, {}, 'province').map(coverageRow))}

By report year · 按年度

${table(['', ...statusHeads(), 'expected 应公布', 'held 已收录'], coverage(store, {}, 'year').map(coverageRow))}

${Object.entries(STATUSES)
  .map(([status, words]) => `- **${status}**: ${words}`)
  .join('\n')}

## Accuracy · 准确性

Counted from the database; how the reader fares on documents of known truth stands in docs/accuracy.md of the program.

${table(
  ['', 'count', 'share'],
  [
    ['numbers (printed cells that hold something) 有内容的单元格', String(quality.printed), ''],
    ['read as numbers 读出的数值', String(quality.values), share(quality.values, quality.printed)],
    ['recognised from pixels 由图像识别', String(quality.recognised), share(quality.recognised, quality.values)],
    ['sums that the form promises 应成立的勾稽关系', String(quality.checks), ''],
    ['of these, failing as printed 原文即不成立', String(quality.failing), share(quality.failing, quality.checks)],
    ['of these, a number is missing 缺数无法判断', String(quality.unknown), share(quality.unknown, quality.checks)],
  ],
)}

## Known limits · 已知局限

- Numbers are as printed. A failing sum is a finding about the source; nothing is repaired. 数值均为原文所印，勾稽不符属原文问题，不作修补。
- Blank is not zero; what cannot be read with certainty is blank, with its printed text in \`raw\`. 空白不等于零；不能确读者留空并保留原文。
- An organ stands under its printed name; organs are never merged by likeness. 机关以原文名称为准，从不按相似合并。
- "not looked for" and "not known" are no statement about an organ. “未查找”“未知”不表示该机关未公布。
${warningsOf(store)}

## Licence and citation · 许可与引用

The program and these compilations are under Apache-2.0 (LICENSE.txt). The reports themselves are public documents of their organs (《著作权法》第五条).

${gbt7714}
`;
}

const statusHeads = (): string[] => Object.keys(STATUSES).map((status) => status.replaceAll('_', ' '));

const coverageRow = ({ group, counts, total, share }: CoverageRow): string[] => [
  group ?? 'not known 不详',
  ...(Object.keys(STATUSES) as Status[]).map((status) => String(counts[status])),
  String(total),
  `${(share * 100).toFixed(1)} %`,
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

interface Quality {
  readonly printed: number;
  readonly values: number;
  readonly recognised: number;
  readonly checks: number;
  readonly failing: number;
  readonly unknown: number;
}

function qualityOf(store: Store): Quality {
  const current = 'report_id IN (SELECT id FROM report WHERE is_current = 1)';
  const row = store.get<Quality>(
    `SELECT (SELECT count(*) FROM cell WHERE trim(coalesce(raw, '')) <> '' AND ${current}) AS printed,
       (SELECT count(value) FROM cell WHERE ${current}) AS "values",
       (SELECT count(*) FROM cell WHERE value IS NOT NULL AND confidence IS NOT NULL AND ${current}) AS recognised,
       (SELECT count(*) FROM check_result WHERE ${current}) AS checks,
       (SELECT count(*) FROM check_result WHERE status = 'fail' AND ${current}) AS failing,
       (SELECT count(*) FROM check_result WHERE status = 'unknown' AND ${current}) AS unknown`,
  );
  if (row === undefined) throw new Error('counting gave nothing');
  return row;
}

/** The most frequent warnings, with how many reports have them. */
function warningsOf(store: Store): string {
  const rows = store.all<{ code: string; n: number }>(
    `SELECT code, count(DISTINCT report_id) AS n FROM warning WHERE report_id IN (SELECT id FROM report WHERE is_current = 1)
     GROUP BY code ORDER BY n DESC, code LIMIT 12`,
  );
  if (rows.length === 0) return '';
  const list = rows.map(({ code, n }) => `${code} ${n}`).join(', ');
  return `- Reports with warnings, by code (docs/codebook.md): ${list}. 带警告的报告数，按代码。`;
}

/** What is new since the release before; for a first release, that it is one. */
export function changesPage(changes: ReleaseDifference | null): string {
  if (changes === null) return '# Changes · 变化\n\nThe first release. 首次发布。\n';
  const list = (reports: ReleaseDifference['added']) =>
    reports.length === 0 ? 'none 无' : reports.map(([organ, year]) => `- ${organ} ${year}`).join('\n');
  return `# Changes since ${changes.since ?? 'the release before'} · 与上次发布相比

New organs 新增机关: ${changes.newOrgans.length}. New years 新增年度: ${changes.newYears.join(', ') || 'none 无'}.

## Reports added 新增报告: ${changes.added.length}

${list(changes.added)}

## Numbers revised 数值有更正: ${changes.revised.length}

Which numbers: nianbao-revisions.csv. 具体数值见该表。

${list(changes.revised)}

## Withdrawn 撤回: ${changes.withdrawn.length}

${list(changes.withdrawn)}

## No longer in the corpus 不再收录: ${changes.gone.length}

${list(changes.gone)}
`;
}
