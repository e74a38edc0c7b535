/**
 * Of hundreds of damaged copies of each kind, writes down those that make readers do what none before them did, into
 * test/extract/formats/telling-copies.ts: the test of damaged copies reads these, and goes through as much of the readers as if it read
 * all. To be run again after a reader was changed.
 *
 *   npx tsx scripts/telling-copies.ts [COPIES=200]
 */
import { writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { join } from 'node:path';
import { DAMAGED_KINDS, damagedCopy, outcomeOf } from '../test/support/damaged-copies.ts';

const COPIES = Number(process.argv[2] ?? 200);
/** Asking what ran takes longer than reading a copy: so many are read before it is asked, and kept or left together. */
const TOGETHER = 4;
const READERS = join(import.meta.dirname, '../src/extract/');

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

const known = new Set<string>();

/** How many stretches of the readers' code ran that had not run before. */
function newlyRun(): number {
  const before = known.size;
  session.post('Profiler.takePreciseCoverage', (_, { result }: Profiler.TakePreciseCoverageReturnType) => {
    for (const { url, functions } of result) {
      if (!url.includes(READERS)) continue;
      for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges))
        if (count > 0) known.add(`${url}:${startOffset}-${endOffset}`);
    }
  });
  return known.size - before;
}

const file = join(import.meta.dirname, '../test/extract/formats/telling-copies.ts');
const lines: string[] = [];
for (const [kind, write] of Object.entries(DAMAGED_KINDS)) {
  // Their pages are recognised: twenty are read anyway.
  if (kind === 'pdf') continue;
  const sources = await write();
  for (const source of sources) await outcomeOf(source, kind);
  newlyRun();
  const telling: number[] = [];
  for (let first = 1; first <= COPIES; first += TOGETHER) {
    const numbers = Array.from({ length: TOGETHER }, (_, index) => first + index);
    for (const number of numbers) await outcomeOf(await damagedCopy(sources, kind, number), kind);
    if (newlyRun() > 0) telling.push(...numbers);
  }
  process.stdout.write(`${kind}: ${telling.length} of ${COPIES}\n`);
  lines.push(`  ${kind}: [${telling.join(', ')}],`);
}
writeFileSync(
  file,
  `/** Damaged copies by kind that make readers do what none before them did. Written by scripts/telling-copies.ts. */
export const TELLING: Readonly<Record<string, readonly number[]>> = {
${lines.join('\n')}
};
`,
);
