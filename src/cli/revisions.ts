import type { Command } from 'commander';
import { z } from 'zod';
import { told } from '../language/told.ts';
import { listRevisions, type Revision } from '../query/revisions.ts';
import { openStore } from '../store/store.ts';
import { checkedOptions } from './checked-options.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { addCorpusOptions, corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { corpusMessages } from './messages/corpus.ts';
import { searchMessages } from './messages/search.ts';
import { wrap } from './report/text.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = searchMessages;
    addCorpusOptions(command)
      .option('--since <date>', m.since)
      .option('--limit <number>', corpusMessages.atMost, '50')
      .option('--json', corpusMessages.jsonRows('revision'), false);
    helpAfter(command, m.aboutRevisions, [
      'nianbao revisions --since 2024-03-01',
      'nianbao revisions --province 江苏 --years 2023 --json',
    ]);
  },

  async run(_, options, io): Promise<ExitCode> {
    const filter = { ...corpusFilter(options), ...checkedOptions(options, OPTIONS, takes()) };
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const revisions = listRevisions(store, filter);
      if (options.json === true) for (const revision of revisions) io.out(`${JSON.stringify(revision)}\n`);
      else if (revisions.length === 0) io.out(`${searchMessages.noRevisions}\n`);
      else io.out(`${revisions.map((revision) => draw(revision, io.columns)).join('\n\n')}\n`);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

const OPTIONS = z.object({ since: z.iso.date().optional(), limit: z.coerce.number().int().positive() });

const takes = () => ({ since: corpusMessages.aDay, limit: corpusMessages.aPositive });

/** Numbers and sentences that are shown of one revision; the rest is counted. */
const SHOWN = 12;

function draw(revision: Revision, columns: number): string {
  const m = searchMessages;
  const { noticed_on, kind, organ, year, evidence, url, numbers, sentences, before, after } = revision;
  const changed = numbers.map(({ name, before, after }) => `${name}: ${before ?? m.blank} → ${after ?? m.blank}`);
  const said = [
    ...sentences.removed.map((sentence) => `- ${sentence}`),
    ...sentences.added.map((sentence) => `+ ${sentence}`),
  ];
  const lines = [
    ...shown(changed, m.moreNumbers),
    ...shown(said, m.moreSentences),
    told(evidence),
    url,
    ...(before === null ? [] : [m.before(before.captured_at, `${before.warc_file}:${before.warc_offset}`)]),
    ...(after === null || kind !== 'changed'
      ? []
      : [m.after(after.captured_at, `${after.warc_file}:${after.warc_offset}`)]),
  ];
  const text = lines.map((line) => `  ${wrap(line, columns - 2).replaceAll('\n', '\n  ')}`);
  return [`${noticed_on}  ${m.kind[kind]}  ${organ} ${year}`, ...text].join('\n');
}

function shown(lines: readonly string[], more: (rest: number) => string): string[] {
  const rest = lines.length - SHOWN;
  return rest > 0 ? [...lines.slice(0, SHOWN), more(rest)] : [...lines];
}
