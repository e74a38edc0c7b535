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
