import type { Store } from '../store/store.ts';
import { VERSION } from '../version.ts';

/** What the corpus holds, for whoever cites it. */
export interface CorpusExtent {
  readonly reports: number;
  readonly organs: number;
  readonly from: number | null;
  readonly to: number | null;
  /** Day of the last run: the corpus as it was then. */
  readonly day: string | null;
}

export function extentOf(store: Store): CorpusExtent {
  const row = store.get<CorpusExtent>(
    `SELECT count(*) AS reports, count(DISTINCT organ_id) AS organs, min(year) AS "from", max(year) AS "to",
       (SELECT substr(max(coalesce(ended_at, started_at)), 1, 10) FROM run) AS day FROM report WHERE is_current = 1`,
  );
  if (row === undefined) throw new Error('counting gave nothing');
  return row;
}

const NAME = '政府信息公开工作年度报告数据集 (nianbao corpus of disclosure annual reports)';

/** How to cite the corpus at hand: BibTeX, and by GB/T 7714. */
export function citationOf({ reports, organs, from, to, day }: CorpusExtent): { bibtex: string; gbt7714: string } {
  const held = `${reports} reports of ${organs} organs, ${from ?? '?'} to ${to ?? '?'}`;
  const year = day?.slice(0, 4) ?? 'n.d.';
  const bibtex = `@misc{nianbao_${year},
  title        = {${NAME}},
  author       = {{nianbao contributors}},
  year         = {${year}},
  version      = {${VERSION}},
  note         = {${held}; as of ${day ?? 'an unknown day'}}
}`;
  return { bibtex, gbt7714: `nianbao contributors. ${NAME}[DS]. 版本 ${VERSION}, 数据截至 ${day ?? '不详'}, ${year}.` };
}

/** What a citation of one report says. */
export interface CitedReport {
  readonly organ: string;
  readonly year: number;
  readonly title: string | null;
  readonly published_on: string | null;
  readonly url: string;
  readonly edition: number;
  readonly documents: readonly { readonly captured_at: string | null; readonly sha256: string }[];
  /** Where this corpus shows it. */
  readonly address: string;
}

/** One report by GB/T 7714, with what proves which bytes are meant. */
export function citationOfReport({
  organ,
  year,
  title,
  published_on,
  url,
  edition,
  documents,
  address,
}: CitedReport): string {
  const [source] = documents;
  const day = source?.captured_at?.slice(0, 10);
  const name = title ?? `${organ}${year}年政府信息公开工作年度报告`;
  return [
    `${organ}. ${name}[R/OL]. `,
    published_on === null ? '' : `(${published_on})`,
    day === undefined ? '' : `[${day}]`,
    `. ${url}. nianbao ${VERSION} ${decodeURI(address)}, edition ${edition}`,
    source === undefined ? '.' : `, sha256 ${source.sha256}.`,
  ].join('');
}

/** A text between the braces of BibTeX. */
const inBraces = (text: string): string => text.replace(/[{}\\]/g, '').replace(/[%#&_$]/g, '\\$&');

/** One report for BibTeX, with the same facts. */
export function bibtexOfReport(report: CitedReport): string {
  const { organ, year, title, published_on, url, edition, documents, address } = report;
  const [source] = documents;
  const proof = source === undefined ? '' : `, sha256 ${source.sha256}`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['title', inBraces(title ?? `${organ}${year}年政府信息公开工作年度报告`)],
    ['author', `{${inBraces(organ)}}`],
    ['year', published_on?.slice(0, 4) ?? String(year + 1)],
    ['url', url.replace(/[{}\\]/g, '')],
    ['urldate', source?.captured_at?.slice(0, 10)],
    ['note', inBraces(`nianbao ${VERSION} ${decodeURI(address)}, edition ${edition}${proof}`)],
  ];
  const lines = rows.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(8)} = {${value}}`]));
  const key = source?.sha256.slice(0, 8) ?? String(edition);
  return `@misc{nianbao_${year}_${key},\n${lines.join(',\n')}\n}`;
}
