import type { Command } from 'commander';
import { type SearchHit, type SearchQuery, search, searchStatement } from '../query/search.ts';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { addCorpusOptions, corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { searchMessages } from './messages/search.ts';
import { wholeNumber } from './report/find.ts';
import { wrap } from './report/text.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = searchMessages;
    addCorpusOptions(command.argument('<words...>', m.words))
      .option('--section <key>', m.section('overview, disclosure, applications, review_litigation, problems, other'))
      .option('--order <order>', m.order)
      .option('--limit <number>', m.limit, '20')
      .option('--offset <number>', m.offset, '0')
      .option('--sql', m.sql, false)
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao search 网站 --years 2020-2023',
      "nianbao search '政务公开 (培训 OR 会议) NOT 疫情' --province 江苏 --level county",
      "nianbao search 败诉 --section review_litigation --where 'review_litigation.litigation_direct.total > 10'",
      'nianbao search 信访 --failing balance --order app_new_received_total',
      'nianbao search 新媒体 --sql | sqlite3 data/nianbao.sqlite',
    ]);
  },

  async run(words, options, io): Promise<ExitCode> {
    const query: SearchQuery = {
      ...corpusFilter(options),
      // A shell has taken the quotes away that hold a phrase together.
      words: words.flat().join(' '),
      limit: wholeNumber(options.limit, '--limit'),
      offset: wholeNumber(options.offset, '--offset'),
      ...(typeof options.section === 'string' ? { section: options.section } : {}),
      ...(typeof options.order === 'string' ? { order: options.order } : {}),
    };
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      if (options.sql === true) {
        io.out(`${searchStatement(store, query)};\n`);
        return EXIT.ok;
      }
      const hits = search(store, query);
      if (options.json === true) for (const hit of hits) io.out(`${JSON.stringify(hit)}\n`);
      else
        io.out(
          hits.length === 0 ? `${searchMessages.nothing}\n` : hits.map((hit) => drawHit(hit, io.columns)).join('\n'),
        );
      if (hits.length === query.limit) io.err(`${searchMessages.only(hits.length)}\n`);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

function drawHit({ organ, year, heading, excerpt, url }: SearchHit, columns: number): string {
  const lines = wrap(excerpt, columns - 4).replaceAll('\n', '\n    ');
  return `${organ} ${year} · ${heading}\n    ${lines}\n    ${url}\n`;
}
