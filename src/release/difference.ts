import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { releaseMessages } from './messages.ts';

/** File of a release that says which reports with which numbers it holds: what the next one is compared with. */
export const CONTENTS_FILE = 'contents.json';

const contents = z.strictObject({
  day: z.string().nullable(),
  /** Portal, organ, year, hash of all numbers; `true` at the end where it is withdrawn. */
  reports: z.array(z.tuple([z.string(), z.string(), z.number(), z.string(), z.boolean()])),
});
export type ReleaseContents = z.infer<typeof contents>;

/** A folder that was named as the release before and is none. */
export class NoReleaseError extends Error {}

/** What a release holds, report by report. */
export function contentsOf(store: Store, day: string | null): ReleaseContents {
  const rows = store.all<{ portal: string; organ: string; year: number; hash: string; withdrawn: number }>(
    `SELECT portal_id AS portal, organ, year, figures_hash AS hash,
       id IN (SELECT report_id FROM withdrawn_report WHERE restored_on IS NULL) AS withdrawn
     FROM report WHERE is_current = 1 ORDER BY portal_id, organ, year`,
  );
  return {
    day,
    reports: rows.map(({ portal, organ, year, hash, withdrawn }) => [portal, organ, year, hash, withdrawn === 1]),
  };
}

/** @throws NoReleaseError naming the folder and what is wrong with it. */
export function readContents(folder: string): ReleaseContents {
  const path = join(folder, CONTENTS_FILE);
  if (!existsSync(path)) throw new NoReleaseError(releaseMessages.noRelease(folder, CONTENTS_FILE));
  try {
    return contents.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new NoReleaseError(releaseMessages.malformed(path, reason));
  }
}

/** What a release has that the one before had not, report by report. */
export interface ReleaseDifference {
  readonly since: string | null;
  readonly newOrgans: readonly string[];
  readonly newYears: readonly number[];
  /** Organ and year. */
  readonly added: readonly (readonly [organ: string, year: number])[];
  readonly revised: readonly (readonly [organ: string, year: number])[];
  readonly withdrawn: readonly (readonly [organ: string, year: number])[];
  /** In the release before, and not in the corpus any more: read as another report, or as none, by a newer extractor. */
  readonly gone: readonly (readonly [organ: string, year: number])[];
}

export function difference(before: ReleaseContents, now: ReleaseContents): ReleaseDifference {
  const key = ([portal, organ, year]: ReleaseContents['reports'][number]) => `${portal}\t${organ}\t${year}`;
  const old = new Map(before.reports.map((report) => [key(report), report]));
  const present = new Set(now.reports.map(key));
  const pick = (reports: ReleaseContents['reports'], test: (report: ReleaseContents['reports'][number]) => boolean) =>
    reports.filter(test).map(([, organ, year]) => [organ, year] as const);
  const [organs, years] = [
    new Set(before.reports.map(([, organ]) => organ)),
    new Set(before.reports.map((one) => one[2])),
  ];
  return {
    since: before.day,
    newOrgans: [...new Set(now.reports.map(([, organ]) => organ))].filter((organ) => !organs.has(organ)),
    newYears: [...new Set(now.reports.map((one) => one[2]))].filter((year) => !years.has(year)).sort((a, b) => a - b),
    added: pick(now.reports, (report) => !old.has(key(report))),
    revised: pick(now.reports, (report) => (old.get(key(report))?.[3] ?? report[3]) !== report[3]),
    withdrawn: pick(now.reports, (report) => report[4] && old.get(key(report))?.[4] !== true),
    gone: pick(before.reports, (report) => !present.has(key(report))),
  };
}
