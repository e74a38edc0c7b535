import type { Store } from '../../store/store.ts';

/** An organ that published for the year before last and has not for the last one. */
export interface DueReport {
  readonly portal: string;
  readonly organ: string;
  /** The report year that is missing. */
  readonly year: number;
  /** When it published the report of the year before, `YYYY-MM-DD`; null where that is not known. */
  readonly last_time: string | null;
}

/** A portal with how many of its organs have not published for the last year. */
export interface DuePortal {
  readonly portal: string;
  readonly missing: number;
  /** Organs that published for the year before. */
  readonly of: number;
}

/** The report year that is due: the one before this calendar year. `day`: `YYYY-MM-DD`. */
export const dueYear = (day: string): number => Number(day.slice(0, 4)) - 1;

/** January to April: reports of the last year come out. */
export const isSeason = (day: string): boolean => Number(day.slice(5, 7)) <= 4;

const DUE = `FROM report AS before INDEXED BY report_year WHERE before.year = ? AND before.is_current = 1 AND before.portal_id <> 'import'`;
const MISSING = `NOT EXISTS (SELECT 1 FROM report AS now
  WHERE now.portal_id = before.portal_id AND now.organ = before.organ AND now.year = ? AND now.is_current = 1)`;

/** Reports that are due, the earliest of last time first. `day`: today, `YYYY-MM-DD`. */
export function dueReports(store: Store, day: string, limit = 1000): DueReport[] {
  const year = dueYear(day);
  return store.all<DueReport>(
    `SELECT before.portal_id AS portal, before.organ, ? AS year, before.published_on AS last_time ${DUE} AND ${MISSING}
     ORDER BY before.published_on, before.portal_id, before.organ LIMIT ?`,
    year,
    year - 1,
    year,
    limit,
  );
}

/** Portals of which reports are due, those that miss most first. */
export function duePortals(store: Store, day: string): DuePortal[] {
  const year = dueYear(day);
  return store.all<DuePortal>(
    `SELECT before.portal_id AS portal, sum(${MISSING}) AS missing, count(*) AS "of" ${DUE}
     GROUP BY before.portal_id HAVING missing > 0 ORDER BY missing DESC, before.portal_id`,
    year,
    year - 1,
  );
}
