import type { Command } from 'commander';
import { NoReleaseError } from '../release/difference.ts';
import { ReleaseExistsError, releaseCorpus } from '../release/release.ts';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { exportMessages } from './messages/export.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = exportMessages;
    command
      .argument('<dir>', m.releaseDir)
      .option('--since <dir>', m.since)
      .option('--data <dir>', commonMessages.data);
    helpAfter(command, m.aboutRelease, [
      'nianbao release nianbao-2024.1',
      'nianbao release nianbao-2024.2 --since nianbao-2024.1 && (cd nianbao-2024.2 && sha256sum -c SHA256SUMS)',
    ]);
  },

  async run([folder = ''], options, io): Promise<ExitCode> {
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const changes = await releaseCorpus(store, {
        folder,
        since: typeof options.since === 'string' ? options.since : null,
        onFile: ({ name, rows, bytes }) =>
          io.out(`${exportMessages.written(`${folder}/${name}`, rows, Math.ceil(bytes / 1024))}\n`),
      });
      if (changes !== null) {
        const { since, added, revised, withdrawn } = changes;
        const before = since ?? exportMessages.releaseBefore;
        io.out(`${exportMessages.changes(before, added.length, revised.length, withdrawn.length)}\n`);
      }
      io.out(`${exportMessages.card(`${folder}/README.md`)}\n`);
      return EXIT.ok;
    } catch (error) {
      if (error instanceof ReleaseExistsError || error instanceof NoReleaseError) throw new UsageError(error.message);
      throw error;
    } finally {
      store.close();
    }
  },
};
