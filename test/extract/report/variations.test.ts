import { describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../../generator/compare.ts';
import { silent, warningsOf } from '../../../generator/silent.ts';
import { cutAfter, truthIn, withChecks, withNotes } from '../../../generator/vary.ts';
import { extract } from '../../../src/extract/index.ts';
import { type ExtractionJson, toJson } from '../../../src/extract/json.ts';
import type { Layout } from '../../../src/sample/layouts/index.ts';
import { LAYOUTS } from '../../../src/sample/layouts/index.ts';
import type { SampleBlock } from '../../../src/sample/model.ts';
import { type Random, randomFrom } from '../../../src/sample/random.ts';
import { layoutNamed, type Rendering, renderReport } from '../../../src/sample/render.ts';
import { generateReport } from '../../../src/sample/report.ts';
import { changeTables, headerRows } from '../../../src/sample/shape.ts';

/** Reports a layout; `NIANBAO_SEEDS=200 npx vitest run test/extract/report/variations.test.ts` for a long look. */
const COUNT = Number(process.env.NIANBAO_SEEDS ?? 4);
/** `NIANBAO_FROM=500` begins at other seeds. */
const FROM = Number(process.env.NIANBAO_FROM ?? 0);
const seedsOf = (place: number): number[] =>
  Array.from({ length: COUNT }, (_, index) => place * 1000 + FROM + index + 1);

async function read(file: Rendering, bytes = file.bytes): Promise<ExtractionJson> {
  const hints = { name: file.name, ...(file.encoding.header === null ? {} : { charset: file.encoding.header }) };
  const extraction = await extract(bytes, hints);
  if (extraction.kind === 'archive') throw new Error('read as an archive');
  return toJson(file.name, extraction);
}

const WRONG = /(?<!: null) instead of \S+$/;

/** A report in a layout, its blocks changed; what is wrong in it, missing or not said. */
async function faults(
  seed: number,
  layout: Layout,
  change: (blocks: readonly SampleBlock[], random: Random) => readonly SampleBlock[],
) {
  const report = generateReport(seed, { ...layout.options, title: 'usual' });
  const blocks = change(report.blocks, randomFrom(seed));
  const file = renderReport({ ...report, blocks }, layout);
  const json = await read(file);
  const { differences } = compareWithTruth(truthIn(report.truth, blocks), json, file.optional);
  const cells = differences.filter((difference) => difference.includes('/'));
  return {
    cells,
    wrong: cells.filter((difference) => WRONG.test(difference)),
    silent: silent(report, blocks, json),
    json,
    blocks,
  };
}

const name = (seed: number, found: readonly string[]): string[] => found.map((one) => `seed ${seed}: ${one}`);

describe.each(LAYOUTS.map((layout, place) => [layout.name, layout, place] as const))(
  'layout %s',
  (_, layout, place) => {
    it('reads rows with notes behind their labels, and makes no rows of its own', async () => {
      for (const seed of seedsOf(place)) {
        const found = await faults(seed, layout, (blocks, random) =>
          changeTables(blocks, (table) => [withNotes(table, random)]),
        );
        expect(name(seed, [...found.wrong, ...found.silent])).toEqual([]);
      }
    });

    it('says nothing wrong of a table that ends early, and that it does', async () => {
      for (const seed of seedsOf(place)) {
        let isCut = false;
        const found = await faults(seed, layout, (blocks, random) => {
          const at = random.pick(blocks.flatMap(({ kind }, index) => (kind === 'table' ? [index] : [])).concat(-1));
          const block = blocks[at];
          if (block?.kind !== 'table') return blocks;
          const head = Math.max(headerRows(block.table), 1);
          const row = random.int(Math.min(head + 3, block.table.rows), block.table.rows);
          isCut = block.table.key === 'applications' && row < block.table.rows;
          return cutAfter(blocks, at, row, random.chance(0.5));
        });
        expect(name(seed, [...found.wrong, ...found.silent])).toEqual([]);
        const said = warningsOf(found.json).some(({ code }) => /^(?:table_ends_early|cut_short|no_table)$/.test(code));
        if (isCut) expect(said, `seed ${seed} says that its table 3 ends early`).toBe(true);
      }
    });

    it('says nothing wrong of a file that is cut anywhere', async () => {
      // The hidden copy may be all that is left of such a page: what shows nothing else is read, since a script may show it.
      if (layout.name === 'html-other-copy') return;
      for (const seed of seedsOf(place)) {
        const report = generateReport(seed, { ...layout.options, title: 'usual' });
        const file = renderReport(report, layout);
        const json = await read(
          file,
          file.bytes.slice(0, randomFrom(seed).int(file.bytes.length >> 1, file.bytes.length)),
        ).catch(() => null);
        const { differences } = json ? compareWithTruth(report.truth, json, file.optional) : { differences: [] };
        expect(
          name(
            seed,
            differences.filter((difference) => difference.includes('/') && WRONG.test(difference)),
          ),
        ).toEqual([]);
      }
    });
  },
);

it.each(['html-clean', 'html-word', 'html-unclosed'])(
  'leaves a column of checks beside table 3 alone, and names it: %s',
  async (layout) => {
    for (const seed of seedsOf(90)) {
      const found = await faults(seed, layoutNamed(layout), (blocks) =>
        changeTables(blocks, (table) => [withChecks(table)]),
      );
      expect(name(seed, [...found.cells, ...found.silent])).toEqual([]);
      if (found.json.applications) expect(warningsOf(found.json).map(({ code }) => code)).toContain('further_column');
    }
  },
);
