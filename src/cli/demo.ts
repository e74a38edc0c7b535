import type { Command } from 'commander';
import { type SamplePortal, startSamplePortal } from '../sample/portal/server.ts';
import { type CliCommand, type ExitCode, UsageError } from './command.ts';
import { parseNumber } from './crawl/select.ts';
import { command as crawl } from './crawl.ts';
import { dataFolder, dataOption } from './data-folder.ts';

/** Always the same port: another address would be another portal, and the second visit would find everything new. */
const PORT = 8743;

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--data <dir>', 'data folder: database and archive')
      .option('--port <n>', 'port of the sample portal on this machine', String(PORT))
      .addHelpText(
        'after',
        `
Serves a small made-up portal from this machine (no internet) and crawls it: four organs, 2018 to 2024, GBK and UTF-8, all template
generations, a corrected edition, a copy, an interpretation, a number that does not add up. Run it twice: nothing is stored twice.

Examples:
  nianbao demo
  nianbao demo --data /tmp/nianbao-demo`,
      );
  },

  async run(_args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const portal = await serve(parseNumber('--port', options.port, 0, 65_535) ?? PORT);
    io.out(`Sample portal (made up, from this machine): ${portal.url}\n`);
    io.out(`  ${portal.truth.reports.length} reports on ${portal.truth.listPages} list pages\n\n`);
    try {
      const code = await crawl.run([portal.url], { data: dataDir, allowPrivate: ['127.0.0.1'], delay: '0' }, io);
      io.out(whatNext(portal, dataDir));
      return code;
    } finally {
      await portal.close();
    }
  },
};

async function serve(port: number): Promise<SamplePortal> {
  try {
    return await startSamplePortal({ port });
  } catch (error) {
    const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw busy ? new UsageError(`port ${port} is in use; choose another one: nianbao demo --port 8744`) : error;
  }
}

function whatNext(portal: SamplePortal, dataDir: string): string {
  const data = dataOption(dataDir);
  const report = portal.truth.reports.at(-1);
  return `
Look at what was stored:
  npx nianbao report list${data}
  npx nianbao report show ${report?.organ ?? '<organ>'} ${report?.year ?? '<year>'}${data}
  npx nianbao search 网站${data}
  npx nianbao export${data}                  # a panel for Stata, R or pandas: see --help

Crawl a real portal (its channel's address, or the id of one of \`npx nianbao portals\`):
  npx nianbao crawl beijing-daxing
  npx nianbao crawl https://www.example.gov.cn/zwgk/zfxxgk/zfxxgknb/
`;
}
