import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/index.ts';
import { toJson } from '../../src/extract/json.ts';
import { compareWithTruth } from '../../src/sample/compare.ts';
import { LAYOUTS } from '../../src/sample/layouts/index.ts';
import { type Rendering, sampleFile } from '../../src/sample/render.ts';

/** Seeds a layout; `NIANBAO_SEEDS=400 npx vitest run test/extract/property.test.ts` for a long look. */
const COUNT = Number(process.env.NIANBAO_SEEDS ?? 40);
const SEEDS = Array.from({ length: COUNT }, (_, index) => index + 1);

async function differencesOf(file: Rendering): Promise<readonly string[]> {
  const hints = { name: file.name, ...(file.encoding.header === null ? {} : { charset: file.encoding.header }) };
  const extraction = await extract(file.bytes, hints);
  if (extraction.kind === 'archive') return ['read as an archive'];
  const { differences } = compareWithTruth(file.report.truth, toJson(file.name, extraction), file.optional);
  return differences.map(
    (difference) =>
      `seed ${file.report.seed} (${file.report.form}, ${file.encoding.name}, ${file.frame}): ${difference}`,
  );
}

describe.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('every cell of layout %s', (_name, layout) => {
  it(`is read as it was printed, in ${COUNT} reports`, async () => {
    const differences: string[] = [];
    for (const seed of SEEDS) differences.push(...(await differencesOf(sampleFile(seed, layout))));
    expect(differences).toEqual([]);
  });
});
