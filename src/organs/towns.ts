import { isWithin } from './divisions.ts';
import { TOWNS } from './towns.data.ts';

const KINDS: Readonly<Record<string, string>> = { j: '街道', d: '地区', z: '镇', x: '乡', s: '苏木' };

/** A town of the table: the county it lies in (a city where the table knows no county) and its name there. */
export interface Town {
  readonly county: string;
  readonly name: string;
}

/**
 * The towns named `name` (西红门镇) in `area`, or in the whole country where it is null. The kind may differ from the table's: a 乡 that
 * became a 镇, a 镇 that is also a 地区. Where one has the very name, the others are left out.
 */
export function townsNamed(name: string, area: string | null): Town[] {
  const [, stem] = /^(.+?)(?:街道|地区|苏木|[镇乡])$/u.exec(name) ?? [];
  if (stem === undefined) return [];
  const towns: Town[] = [];
  for (let at = TOWNS.indexOf(stem); at >= 0; at = TOWNS.indexOf(stem, at + 1)) {
    // Between two towns stands a letter, before the first of a line a space: a search in the text needs no index of 40,000 names.
    const kind = KINDS[TOWNS[at + stem.length] ?? ''];
    if (kind === undefined || !/[jdzxs ]/u.test(TOWNS[at - 1] ?? '')) continue;
    const county = codeOfLine(at);
    if (area === null || isWithin(county, area)) towns.push({ county, name: stem + kind });
  }
  const exact = towns.filter((town) => town.name === name);
  return exact.length > 0 ? exact : towns;
}

/** The longest town of `county` that `text` begins with, as `text` prints it, or null. */
export function townAtStart(text: string, county: string): string | null {
  const ends = [...text.matchAll(/街道|地区|苏木|[镇乡]/gu)].map(({ index, 0: kind }) => index + kind.length);
  const names = ends.map((end) => text.slice(0, end)).filter((name) => townsNamed(name, county).length > 0);
  return names.at(-1) ?? null;
}

function codeOfLine(position: number): string {
  const start = TOWNS.lastIndexOf('\n', position) + 1;
  return TOWNS.slice(start, start + 6);
}
