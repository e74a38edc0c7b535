import type { Command } from 'commander';
import { z } from 'zod';
import { startPages } from '../web/server.ts';
import { checkedOptions } from './checked-options.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { mainMessages } from './messages/main.ts';
import { serveMessages } from './messages/serve.ts';
import { workerMessages } from './messages/worker.ts';
import { inPlainWords } from './plain-words.ts';
import { postgresIfGiven } from './shards/shared.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--host <address>', serveMessages.host, '127.0.0.1')
      .option('--port <n>', serveMessages.port, '8080')
      .option('--data <dir>', serveMessages.data)
      .option('--postgres <url>', workerMessages.postgres)
      .addHelpText(
        'after',
        `
${serveMessages.about}

${mainMessages.examples}
  nianbao serve
  nianbao serve --port 9000 --data /srv/nianbao`,
      );
  },

  async run(_args, options, io): Promise<ExitCode> {
    const takes = { host: serveMessages.takesHost, port: serveMessages.takesPort };
    const { host, port } = checkedOptions(options, OPTIONS, takes);
    const dataDir = dataFolder(options);
    const onError = (error: unknown, path: string): void => io.err(`${path}: ${inPlainWords(error, dataDir)}\n`);
    const address = postgresIfGiven(options);
    const shared = address === null ? null : await (await import('../shards/shared-work.ts')).openSharedWork(address);
    const server = await startPages({ dataDir, host, port, onError, sharedWork: shared?.read ?? null }).catch(
      (error: unknown) => {
        const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
        throw isTaken ? new UsageError(serveMessages.portTaken(port)) : error;
      },
    );
    io.out(`${serveMessages.serving(server.url)}\n`);
    await aborted(io.signal);
    await server.close();
    await shared?.close();
    return EXIT.ok;
  },
};

const OPTIONS = z.object({ host: z.string().min(1), port: z.coerce.number().int().min(0).max(65_535) });

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
