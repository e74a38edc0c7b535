import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crawlFamilies, type FamilyResult, PACE_MS } from '../test/simweb/crawl.ts';
import { FAMILIES } from '../test/simweb/index.ts';

/** Crawls every simulated portal family, prints what came of each, and writes the table to docs/families.md. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-families-'));
  try {
    const results = await crawlFamilies(
      folder,
      FAMILIES.map(({ name }) => name),
    );
    const table = markdown(results);
    writeFileSync(fileURLToPath(new URL('../docs/families.md', import.meta.url)), page(table));
    console.log(table);
    const bad = results.filter((result) => !atGoal(result));
    for (const { name, missing, wrong, offLimits } of bad) console.error(name, { missing, wrong, offLimits });
    process.exitCode = bad.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** More requests than this, against the fewest possible, are too many. */
const MOST_REQUESTS = 1.5;

function atGoal({
  recognised,
  dialect,
  missing,
  wrong,
  offLimits,
  requests,
  least,
  completeness,
}: FamilyResult): boolean {
  const all = missing.length + wrong.length + offLimits.length === 0;
  return all && completeness === 'complete' && recognised === dialect && requests <= least * MOST_REQUESTS;
}

function markdown(results: readonly FamilyResult[]): string {
  const rows = results.map((result) =>
    [
      result.name,
      result.recognised,
      result.trap,
      `${result.found}/${result.reports}`,
      String(result.wrong.length),
      String(result.offLimits.length),
      `${result.requests}/${result.least}`,
      `${result.completeness}: ${result.evidence}`,
      atGoal(result) ? 'yes' : '**no**',
    ].join(' | '),
  );
  const head =
    'family | recognised as | peculiarity | reports found | wrong | off limits | requests / least | list | goal';
  return [head, head.replace(/[^|]+/g, ' --- '), ...rows].map((row) => `| ${row} |`).join('\n');
}

function page(table: string): string {
  return `# Portal families

Written by \`npm run families\`: each family is crawled as a small server (test/simweb/) that takes the parameters, caps page sizes and sets
the traps that public crawlers tell of. Every portal also has strangers in its list (interpretations, guides, other reports), links that
are off limits, throttle pages and missing pages with status 200, and reports published as files. Goal: every report, none else, nothing
off limits, a list that is known to be complete, at most ${MOST_REQUESTS} times the fewest possible requests, ${PACE_MS} ms between two of them.

The servers were written from public facts, not from the portals themselves: a real portal can still differ.

${table}
`;
}

await main();
