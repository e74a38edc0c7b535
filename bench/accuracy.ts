/**
 * Accuracy by format: generated reports with known truth, written in every format and manner, read back cell by cell.
 * `npm run accuracy -- --reports 40 --write` writes docs/accuracy.md; scans are slow and have a number of their own, `--scans`;
 * `--only docx` measures the formats of that name.
 */
import './usage.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Accuracy, measure } from './accuracy/measure.ts';
import { findPart, PAGE_PARTS, withPart } from './accuracy/page-parts.ts';
import { SOURCES, type Source } from './accuracy/sources.ts';

const HEAD = [
  '| format | manner | reports | cells | right | missing | wrong | wrong without warning | headings right | ms a document |',
  '|---|---|---:|---:|---:|---:|---:|---:|---:|---:|',
];

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '20' },
    // One in each manner.
    scans: { type: 'string', default: '12' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const count = Number(values.reports);
const wanted = SOURCES.filter(({ format }) => values.only === undefined || format.includes(values.only));
const rows: string[] = [];
for (const source of wanted) {
  const reason = source.missing?.();
  const row = reason
    ? skipped(source, reason)
    : line(source, await measure(source, source.slow ? Number(values.scans) : count));
  process.stdout.write(`${row}\n`);
  rows.push(row);
}
if (values.write) {
  const target = new URL('../docs/accuracy.md', import.meta.url);
  const before = readFileSync(target, 'utf8');
  // What other commands wrote stays.
  writeFileSync(
    target,
    PAGE_PARTS.reduce((text, part) => withPart(text, part, findPart(before, part)), page(rows)),
  );
}

function line({ format, manner }: Source, outcome: Accuracy): string {
  const { reports, cells, right, missing, wrong, unwarned, headings, ms } = outcome;
  const share = cells === 0 ? '–' : `${((100 * right) / cells).toFixed(2)} %`;
  const cellsOf = [cells, share, missing, wrong, unwarned].join(' | ');
  return `| ${format} | ${manner} | ${reports} | ${cellsOf} | ${headings} of ${reports} | ${ms.toFixed(0)} |`;
}

function skipped({ format, manner }: Source, reason: string): string {
  return `| ${format} | ${manner} | skipped: ${reason} | | | | | | | |`;
}

function page(lines: readonly string[]): string {
  return `# Accuracy by format

Made by \`npm run accuracy -- --reports ${count} --write\`. Generated reports with known truth (all generations, misprints, odd numbers, blank
cells), written in each format in its producers' manners and read back. A cell is *missing* where a number is printed and null is given (with a
warning), *wrong* where another number is given. *Headings right*: title, organ, year and template all as printed. Time on one core of the
machine that ran it, OCR by the program or library that it has.

${[...HEAD, ...lines].join('\n')}
`;
}
