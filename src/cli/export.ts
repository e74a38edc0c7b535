import type { Command } from 'commander';
import { citationOf, extentOf } from '../export/citation.ts';
import { exportCorpus } from '../export/export.ts';
import { FORMATS, type FormatName } from '../export/formats/index.ts';
import { SHAPES, type ShapeName } from '../export/shapes/index.ts';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { addCorpusOptions, corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { unlessInterrupted } from './interrupted.ts';
import { exportMessages } from './messages/export.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = exportMessages;
    addCorpusOptions(command)
      .option('--format <formats>', m.oneOrMore(Object.keys(FORMATS).join(', ')), 'csv')
      .option('--shape <shapes>', m.oneOrMore(Object.keys(SHAPES).join(', ')), 'wide')
      .option('--out <dir>', m.out, 'export')
      .option('--cite', m.cite, false)
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao export  # export/nianbao-wide.csv',
      'nianbao export --format dta --years 2021-2023 --level county --kind government',
      'nianbao export --format parquet,csv --shape long,series --province 江苏 --out jiangsu',
      "nianbao export --shape text --format jsonl --where 'applications.new_received.total > 1000'",
      'nianbao export --cite',
    ]);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const shapes = namesOf<ShapeName>(options.shape, SHAPES, '--shape');
    const formats = namesOf<FormatName>(options.format, FORMATS, '--format');
    const folder = String(options.out);
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      if (options.cite === true) {
        const { bibtex, gbt7714 } = citationOf(extentOf(store));
        io.out(`${bibtex}\n\n${gbt7714}\n`);
        return EXIT.ok;
      }
      const filter = corpusFilter(options);
      const command = commandLine(shapes, formats, filter);
      const exporting = exportCorpus(store, {
        signal: io.signal,
        folder,
        shapes,
        formats,
        filter,
        command,
        onFile: ({ name, rows, bytes, sha256 }) =>
          io.out(
            options.json === true
              ? `${JSON.stringify({ file: `${folder}/${name}`, rows, bytes, sha256 })}\n`
              : `${exportMessages.written(`${folder}/${name}`, rows, Math.ceil(bytes / 1024))}\n`,
          ),
      });
      if ((await unlessInterrupted(exporting, io)) === null) return EXIT.interrupted;
      if (options.json !== true) io.out(`${exportMessages.described(`${folder}/datapackage.json`)}\n`);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

function namesOf<T extends string>(value: unknown, known: Readonly<Record<T, unknown>>, option: string): T[] {
  const names = [...new Set(String(value).split(','))];
  const odd = names.find((name) => !Object.hasOwn(known, name));
  if (odd !== undefined) throw new UsageError(exportMessages.thereAre(option, odd, Object.keys(known).join(', ')));
  return names as T[];
}

/** The command that gives the same, without what differs from machine to machine. */
function commandLine(shapes: readonly string[], formats: readonly string[], filter: object): string {
  const limits = Object.entries(filter).map(([name, value]) => {
    if (value === true) return `--${name}`;
    const text = Array.isArray(value) ? value.join('-') : String(value);
    return `--${name} ${/^[\p{L}\p{N}_-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`}`;
  });
  return ['nianbao export', `--shape ${shapes.join(',')}`, `--format ${formats.join(',')}`, ...limits].join(' ');
}
