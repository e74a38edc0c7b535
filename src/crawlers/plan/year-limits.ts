import { isYearOnly, titleYears } from '../../vocabulary/link-titles.ts';

export interface YearLimits {
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * Whether a title can belong to the wanted report years. A report's own title names its year; a bare `2024年` may be the year of
 * publication, one later. Without a year in the title, the list's date (`YYYY-MM-DD`) excludes only what it surely excludes.
 */
export function withinYears(title: string, date: string | undefined, limits: YearLimits): boolean {
  const { from, to } = limits;
  if (from === null && to === null) return true;
  const fits = (year: number) => (from === null || year >= from) && (to === null || year <= to);
  const years = titleYears(title);
  if (years.length > 0) return years.some((year) => fits(year) || (isYearOnly(title) && fits(year - 1)));
  // Reports come out in the year after, late ones up to two years later.
  const published = Number(date?.slice(0, 4) ?? Number.NaN);
  return Number.isNaN(published) || [0, 1, 2].some((years) => fits(published - years));
}
