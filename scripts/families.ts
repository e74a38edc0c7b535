import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crawlFamilies, type FamilyResult, PACE_MS } from '../test/simweb/crawl.ts';
import { PORTALS } from '../test/simweb/index.ts';
import { workers } from '../test/support/workers.ts';

/** What portals were lost by, or waited for, most: handlers, clicks, arrays, comments, services, and pages that show nothing. */
const FOURTEEN = [
  'unknown (handler)',
  'unknown (postback)',
  'jeecms',
  'unknown (rows replaced)',
  'unknown (rows appended)',
  'unknown (array)',
  'unknown (comment)',
  'unknown (JSON service)',
  'was (list2.trsapi)',
  'jpage (queryList)',
  'unknown (text in JSON)',
  'unknown (files in the service)',
  'unknown (见附件, linked by a script)',
  'unknown (见附件, no file)',
];
/** For those fourteen from nothing, together; seconds. */
const GOAL_SECONDS = 90;
/** More requests than this, against the fewest possible, are too many. */
const MOST_REQUESTS = 1.5;

interface Crawled {
  readonly results: readonly FamilyResult[];
  readonly seconds: number;
}

/** Crawls every simulated portal, prints what came of each, and writes the tables to docs/families.md. */
async function main(): Promise<void> {
  const fourteen = await crawled(FOURTEEN);
  const others = await crawled(PORTALS.map(({ name }) => name).filter((name) => !FOURTEEN.includes(name)));
  writeFileSync(fileURLToPath(new URL('../docs/families.md', import.meta.url)), page(fourteen, others));
  for (const { results, seconds } of [fourteen, others]) console.log(`${table(results)}\n${seconds} s\n`);
  const bad = [...fourteen.results, ...others.results].filter((result) => !atGoal(result));
  for (const { name, missing, wrong, offLimits } of bad) console.error(name, { missing, wrong, offLimits });
  process.exitCode = bad.length === 0 && fourteen.seconds < GOAL_SECONDS ? 0 : 1;
}

async function crawled(names: readonly string[]): Promise<Crawled> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-families-'));
  try {
    const from = performance.now();
    const results = await crawlFamilies(folder, names);
    return { results, seconds: Math.ceil((performance.now() - from) / 1000) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function atGoal(result: FamilyResult): boolean {
  const { recognised, dialect, missing, wrong, offLimits, requests, least, completeness } = result;
  const all = missing.length + wrong.length + offLimits.length === 0;
  return all && completeness === 'complete' && recognised === dialect && requests <= least * MOST_REQUESTS;
}

function table(results: readonly FamilyResult[]): string {
  const rows = results.map((result) =>
    [
      result.name,
      result.recognised,
      result.trap,
      `${result.found}/${result.reports}`,
      String(result.wrong.length),
      String(result.offLimits.length),
      `${result.requests}/${result.least}`,
      result.seconds.toFixed(1),
      String(result.opened),
      `${result.completeness}: ${result.evidence}`,
      atGoal(result) ? 'yes' : '**no**',
    ].join(' | '),
  );
  const head =
    'family | recognised as | peculiarity | reports found | wrong | off limits | requests / least | seconds | browser openings | list | goal';
  return [head, head.replace(/[^|]+/g, ' --- '), ...rows].map((row) => `| ${row} |`).join('\n');
}

function page(fourteen: Crawled, others: Crawled): string {
  const sum = (of: (result: FamilyResult) => number) => fourteen.results.reduce((total, one) => total + of(one), 0);
  const [requests, openings] = [sum((one) => one.requests), sum((one) => one.opened)];
  const polite = Math.max(...fourteen.results.map((one) => one.requests)) * 0.5;
  return `# Portal families

Written by \`npm run families\`: each family is crawled as a small server (test/simweb/) that takes the parameters, caps page sizes and sets
the traps that public crawlers tell of. Every portal also has strangers in its list (interpretations, guides, other reports), links that
are off limits, throttle pages and missing pages with status 200, and reports published as files. Goal: every report, none else, nothing
off limits, a list that is known to be complete, at most ${MOST_REQUESTS} times the fewest possible requests, ${PACE_MS} ms between two of them.

The servers were written from public facts, not from the portals themselves: a real portal can still differ.

Requests are all that the portal was asked for, by the browser too; seconds go from a portal's first request until nothing was left to ask,
while the others of its table are crawled (and their reports read) beside it; a browser opening is one page opened in Chromium.

## Lists and pages that show little to a plain request

Fourteen shapes that were lost or waited for: handlers, clicks, arrays, comments, services, pages with nothing but 见附件. From nothing, all
together: **${fourteen.seconds} s** (goal: under ${GOAL_SECONDS} s, politeness aside), ${requests} requests, ${openings} pages opened in a browser. At 500 ms between two
requests of a host the longest of them takes ${Math.ceil(polite)} s for its requests alone; portals are crawled side by side. Of the last one's reports
nine have no file anywhere: each is told as failed, "the page names a file (附件) that was not found on it".

${table(fourteen.results)}

## The systems

${table(others.results)}
`;
}

await main();
await workers.close();
