/**
 * Reports in every format, varied by what organs, editors and transfers do to them, read and compared with what a reader of the page gets:
 * `npm run variations -- --count 5000 --seed 1`. Exits with 1 where a number, a title, an organ or a year is wrong, or a number is lost in
 * silence. `--write` puts the tables into docs/accuracy.md. `--writer html --trick struck` looks at some, `--show missing` names what is missing too, `--keep FOLDER` keeps the files at fault.
 */
import './usage.mjs';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { variation } from '../generator/variations/index.ts';
import { judge } from '../generator/variations/judge.ts';
import { withPart } from './accuracy/page-parts.ts';
import { sectionOf, Tally } from './variations/tally.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    writer: { type: 'string', default: '' },
    trick: { type: 'string', default: '' },
    show: { type: 'string', default: 'faults' },
    keep: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const tally = new Tally();
const first = Number(values.seed);
for (let seed = first; seed < first + Number(values.count); seed++) {
  const made = await variation(seed, { writer: values.writer, trick: values.trick });
  const verdict = await judge(made);
  tally.add(made, verdict);
  const told = values.show === 'missing' ? [...verdict.faults, ...verdict.missing] : verdict.faults;
  for (const fault of told.slice(0, 12)) process.stdout.write(`${seed} ${made.writer} · ${made.trick}: ${fault}\n`);
  if (values.keep !== undefined && told.length > 0) {
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(`${values.keep}/${seed}.${made.writer.replace(/\W+/g, '-')}`, made.bytes);
  }
}
process.stdout.write(`${tally.table()}\n`);
if (values.write) {
  const page = new URL('../docs/accuracy.md', import.meta.url);
  const section = sectionOf(tally.table(), Number(values.count), first);
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'variations', section));
}
process.exitCode = tally.faults > 0 ? 1 : 0;
