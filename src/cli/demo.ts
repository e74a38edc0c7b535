import type { Command } from 'commander';
import { type SamplePortal, startSamplePortal } from '../sample/portal/server.ts';
import { type CliCommand, type ExitCode, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { parseNumber } from './crawl/select.ts';
import { command as crawl } from './crawl.ts';
import { dataFolder, dataOption } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { demoMessages } from './messages/demo.ts';

/** Always the same port: another address would be another portal, and the second visit would find everything new. */
const PORT = 8743;

export const command: CliCommand = {
  configure(command: Command): void {
    command.option('--data <dir>', commonMessages.data).option('--port <n>', demoMessages.port, String(PORT));
    helpAfter(command, demoMessages.about, ['nianbao demo', 'nianbao demo --data /tmp/nianbao-demo']);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const portal = await serve(parseNumber('--port', options.port, 0, 65_535) ?? PORT);
    io.out(`${demoMessages.portal(portal.url)}\n`);
    io.out(`  ${demoMessages.reports(portal.truth.reports.length, portal.truth.listPages)}\n\n`);
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
    throw busy ? new UsageError(demoMessages.portTaken(port)) : error;
  }
}

function whatNext(portal: SamplePortal, dataDir: string): string {
  const data = dataOption(dataDir);
  const report = portal.truth.reports.at(-1);
  return `
${demoMessages.look}
  npx nianbao report list${data}
  npx nianbao report show ${report?.organ ?? ''} ${report?.year ?? ''}${data}
  npx nianbao search 网站${data}
  npx nianbao export${data}  # ${demoMessages.panel}

${demoMessages.real}
  npx nianbao crawl beijing-daxing
  npx nianbao crawl https://www.example.gov.cn/zwgk/zfxxgk/zfxxgknb/

${demoMessages.browser}
  npx nianbao serve${data}
`;
}
