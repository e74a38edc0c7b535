import type { Command } from 'commander';
import { type SearchHit, type SearchQuery, search, searchStatement } from '../query/search.ts';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { addCorpusOptions, corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { wholeNumber } from './report/find.ts';
import { wrap } from './report/text.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    addCorpusOptions(command.argument('<words...>', 'words that must all be there; OR, NOT, ( ) and "quotes"'))
      .option(
        '--section <key>',
        'only in this section: overview, disclosure, applications, review_litigation, problems, other',
      )
      .option('--order <order>', 'rank, date, year, or a number, the greatest first: app_new_received_total')
      .option('--limit <number>', 'at most so many sections', '20')
      .option('--offset <number>', 'without the first so many', '0')
      .option('--sql', 'print the SQL that asks the same in any SQLite program', false)
      .option('--json', 'print JSON, one object a section', false)
      .addHelpText(
        'after',
        `
Words of any length are found, of one character too. The best sections come first; where more than 2,000 fit, those stored last.

Examples:
  nianbao search 网站 --years 2020-2023
  nianbao search '政务公开 (培训 OR 会议) NOT 疫情' --province 江苏 --level county
  nianbao search 败诉 --section review_litigation --where 'review_litigation.litigation_direct.total > 10'
  nianbao search 信访 --failing balance --order app_new_received_total
  nianbao search 新媒体 --sql | sqlite3 data/nianbao.sqlite`,
      );
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
      else io.out(hits.length === 0 ? 'nothing found\n' : hits.map((hit) => drawHit(hit, io.columns)).join('\n'));
      if (hits.length === query.limit) io.err(`Only ${hits.length} sections; --limit and --offset show more.\n`);
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
