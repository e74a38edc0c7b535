import type { Variation } from '../../generator/variations/index.ts';
import type { Verdict } from '../../generator/variations/judge.ts';
import { markedPart } from '../accuracy/page-parts.ts';

interface Line {
  readonly documents: number;
  readonly cells: number;
  readonly right: number;
  readonly missing: number;
  readonly faults: number;
}

const NOTHING: Line = { documents: 0, cells: 0, right: 0, missing: 0, faults: 0 };

const sum = (a: Line, b: Line): Line => ({
  documents: a.documents + b.documents,
  cells: a.cells + b.cells,
  right: a.right + b.right,
  missing: a.missing + b.missing,
  faults: a.faults + b.faults,
});

/** Counts by way of writing and by variation. */
export class Tally {
  readonly #writers = new Map<string, Line>();
  readonly #tricks = new Map<string, Line>();

  add({ writer, trick }: Variation, { cells, right, missing, faults }: Verdict): void {
    const line = { documents: 1, cells, right, missing: missing.length, faults: faults.length };
    this.#writers.set(writer, sum(this.#writers.get(writer) ?? NOTHING, line));
    this.#tricks.set(trick, sum(this.#tricks.get(trick) ?? NOTHING, line));
  }

  get faults(): number {
    return [...this.#tricks.values()].reduce(sum, NOTHING).faults;
  }

  /** Both tables in Markdown, and the sum. */
  table(): string {
    const all = [...this.#tricks.values()].reduce(sum, NOTHING);
    return [
      ...head('way of writing'),
      ...rows(this.#writers),
      '',
      ...head('variation'),
      ...rows(this.#tricks),
      rowOf('together', all),
    ].join('\n');
  }
}

const head = (name: string): string[] => [
  `| ${name} | documents | cells | right | missing | wrong or silent |`,
  '|---|---:|---:|---:|---:|---:|',
];

const rows = (lines: ReadonlyMap<string, Line>): string[] =>
  [...lines].sort(([a], [b]) => a.localeCompare(b)).map(([name, line]) => rowOf(name, line));

function rowOf(name: string, { documents, cells, right, missing, faults }: Line): string {
  const share = cells === 0 ? '–' : `${((100 * right) / cells).toFixed(2)} %`;
  return `| ${name} | ${documents} | ${cells} | ${share} | ${missing} | ${faults} |`;
}

/** The part of docs/accuracy.md that tells of varied reports. */
export const sectionOf = (tables: string, count: number, seed: number): string =>
  markedPart(
    'variations',
    `## Varied reports

Made by \`npm run variations -- --count ${count} --seed ${seed} --write\`: generated reports in every way of writing in turn, each with one variation that
organs, editors or transfers make, compared with what a reader of the page gets. Cells that nobody can read in a way of writing may be null; a
title, an organ or a year counts as missing or wrong like a cell, and a number of which nothing is said (no value, no printed text, no warning) as
silent.

${tables}`,
  );
