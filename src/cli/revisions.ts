import type { Command } from 'commander';
import { z } from 'zod';
import { listRevisions, type Revision } from '../query/revisions.ts';
import { openStore } from '../store/store.ts';
import { checkedOptions } from './checked-options.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { addCorpusOptions, corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { wrap } from './report/text.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    addCorpusOptions(command)
      .option('--since <date>', 'only what was noticed on this day or later (2024-01-31)')
      .option('--limit <number>', 'at most so many', '50')
      .option('--json', 'print JSON, one object a revision', false)
      .addHelpText(
        'after',
        `
What became of reports after they were published, newest first: numbers and sentences that changed, reports that were withdrawn (their row left
a list that was read to its end, and their page is gone), and reports that came back. Both captures are named. In SQL: the view "revision".

Examples:
  nianbao revisions --since 2024-03-01
  nianbao revisions --province 江苏 --years 2023 --json`,
      );
  },

  async run(_, options, io): Promise<ExitCode> {
    const filter = { ...corpusFilter(options), ...checkedOptions(options, OPTIONS, TAKES) };
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const revisions = listRevisions(store, filter);
      if (options.json === true) for (const revision of revisions) io.out(`${JSON.stringify(revision)}\n`);
      else if (revisions.length === 0) io.out('no revisions\n');
      else io.out(`${revisions.map((revision) => draw(revision, io.columns)).join('\n\n')}\n`);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

const OPTIONS = z.object({ since: z.iso.date().optional(), limit: z.coerce.number().int().positive() });

const TAKES: Readonly<Record<string, string>> = { since: 'a day, such as 2024-01-31', limit: 'a number above 0' };

/** Numbers and sentences that are shown of one revision; the rest is counted. */
const SHOWN = 12;

function draw(revision: Revision, columns: number): string {
  const { noticed_on, kind, organ, year, evidence, url, numbers, sentences, before, after } = revision;
  const changed = numbers.map(({ name, before, after }) => `${name}: ${before ?? 'blank'} → ${after ?? 'blank'}`);
  const said = [
    ...sentences.removed.map((sentence) => `- ${sentence}`),
    ...sentences.added.map((sentence) => `+ ${sentence}`),
  ];
  const lines = [
    ...shown(changed, 'numbers'),
    ...shown(said, 'sentences'),
    evidence,
    url,
    ...(before === null ? [] : [`before: captured ${before.captured_at}, ${before.warc_file}:${before.warc_offset}`]),
    ...(after === null || kind !== 'changed'
      ? []
      : [`after:  captured ${after.captured_at}, ${after.warc_file}:${after.warc_offset}`]),
  ];
  const text = lines.map((line) => `  ${wrap(line, columns - 2).replaceAll('\n', '\n  ')}`);
  return [`${noticed_on}  ${kind}  ${organ} ${year}`, ...text].join('\n');
}

function shown(lines: readonly string[], what: string): string[] {
  const rest = lines.length - SHOWN;
  return rest > 0 ? [...lines.slice(0, SHOWN), `… ${rest} more ${what}: see --json`] : [...lines];
}
