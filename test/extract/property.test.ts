import { describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../generator/compare.ts';
import { extract } from '../../src/extract/index.ts';
import { toJson } from '../../src/extract/json.ts';
import { LAYOUTS } from '../../src/sample/layouts/index.ts';
import { type Rendering, sampleFile } from '../../src/sample/render.ts';

/** Reports a layout: some 400 in all, and `NIANBAO_SEEDS=400 npx vitest run test/extract/property.test.ts` for a long look. */
const COUNT = Number(process.env.NIANBAO_SEEDS ?? 10);
/** Each layout begins so many seeds behind the last one: the same number of files tries more reports. */
const APART = Math.max(20, COUNT);

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

describe.each(LAYOUTS.map((layout, place) => [layout.name, layout, place] as const))(
  'layout %s',
  (_name, layout, place) => {
    it(`gives every cell as it was printed, in ${COUNT} reports`, async () => {
      const differences: string[] = [];
      for (let seed = place * APART + 1; seed <= place * APART + COUNT; seed++)
        differences.push(...(await differencesOf(sampleFile(seed, layout))));
      expect(differences).toEqual([]);
    });
  },
);
