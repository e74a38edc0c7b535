import type { Variation } from '../../generator/variations/index.ts';
import type { Verdict } from '../../generator/variations/judge.ts';

interface Line {
  documents: number;
  cells: number;
  right: number;
  missing: number;
  faults: number;
}

/** Counts by way of writing and by trick. */
export class Tally {
  readonly #writers = new Map<string, Line>();
  readonly #tricks = new Map<string, Line>();
  faults = 0;

  add({ writer, trick }: Variation, { cells, right, missing, faults }: Verdict): void {
    this.faults += faults.length;
    for (const [lines, name] of [
      [this.#writers, writer],
      [this.#tricks, trick],
    ] as const) {
      const line = lines.get(name) ?? { documents: 0, cells: 0, right: 0, missing: 0, faults: 0 };
      lines.set(name, line);
      line.documents++;
      line.cells += cells;
      line.right += right;
      line.missing += missing.length;
      line.faults += faults.length;
    }
  }

  /** Both tables in Markdown, and the sum. */
  table(): string {
    const head = (name: string): string =>
      `| ${name} | documents | cells | right | missing | wrong or silent |\n|---|---:|---:|---:|---:|---:|`;
    const rows = (lines: ReadonlyMap<string, Line>): string[] =>
      [...lines].sort(([a], [b]) => a.localeCompare(b)).map(([name, line]) => rowOf(name, line));
    const all = [...this.#tricks.values()].reduce(
      (sum, line) => ({
        documents: sum.documents + line.documents,
        cells: sum.cells + line.cells,
        right: sum.right + line.right,
        missing: sum.missing + line.missing,
        faults: sum.faults + line.faults,
      }),
      { documents: 0, cells: 0, right: 0, missing: 0, faults: 0 },
    );
    return [
      head('way of writing'),
      ...rows(this.#writers),
      '',
      head('variation'),
      ...rows(this.#tricks),
      rowOf('together', all),
      '',
    ].join('\n');
  }
}

function rowOf(name: string, { documents, cells, right, missing, faults }: Line): string {
  const share = cells === 0 ? '–' : `${((100 * right) / cells).toFixed(2)} %`;
  return `| ${name} | ${documents} | ${cells} | ${share} | ${missing} | ${faults} |`;
}
