import type { Command } from 'commander';
import { NoReleaseError } from '../release/difference.ts';
import { ReleaseExistsError, releaseCorpus } from '../release/release.ts';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument('<dir>', 'folder to write; it must not be there yet')
      .option('--since <dir>', 'folder of the release before: CHANGES.md says what is new')
      .option('--data <dir>', 'data folder: database and archive')
      .addHelpText(
        'after',
        `
A data set to publish and cite: every shape as CSV and Parquet, codebook in both languages, data card (coverage, accuracy, limits), what changed,
citation, licence, checksums. The same database gives the same bytes.

Examples:
  nianbao release nianbao-2024.1
  nianbao release nianbao-2024.2 --since nianbao-2024.1 && (cd nianbao-2024.2 && sha256sum -c SHA256SUMS)`,
      );
  },

  async run([folder = ''], options, io): Promise<ExitCode> {
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const changes = await releaseCorpus(store, {
        folder,
        since: typeof options.since === 'string' ? options.since : null,
        onFile: ({ name, rows, bytes }) => io.out(`${folder}/${name}  ${rows} rows, ${Math.ceil(bytes / 1024)} KiB\n`),
      });
      if (changes !== null)
        io.out(
          `since ${changes.since ?? 'the release before'}: ${changes.added.length} reports added, ${changes.revised.length} revised, ${changes.withdrawn.length} withdrawn\n`,
        );
      io.out(`${folder}/README.md  the data card; SHA256SUMS, CITATION.cff, CHANGES.md beside it\n`);
      return EXIT.ok;
    } catch (error) {
      if (error instanceof ReleaseExistsError || error instanceof NoReleaseError) throw new UsageError(error.message);
      throw error;
    } finally {
      store.close();
    }
  },
};
