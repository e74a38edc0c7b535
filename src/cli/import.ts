import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { portalsDir, readEnvironment } from '../config/environment.ts';
import { loadPortals } from '../config/load.ts';
import { runImport } from '../import/run.ts';
import { IMPORT_PORTAL } from '../store/portals.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { printImport } from './import/print.ts';
import { startDisplay } from './import/progress.ts';
import { commonMessages } from './messages/common.ts';
import { importMessages } from './messages/import.ts';
import { commandLine } from './next.ts';
import { recoveryLines } from './recovered.ts';
import { bringUpToDate } from './up-to-date.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = importMessages;
    command
      .argument('<path...>', m.paths)
      .option('--data <dir>', commonMessages.data)
      .option('--portal <id>', m.portal, IMPORT_PORTAL)
      .option('--organ <name>', m.organ)
      .option('--code <code>', m.code)
      .option('--config <dir>', commonMessages.config)
      .option('--json', m.json, false)
      .option('--quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, [
      'nianbao import 年报/',
      'nianbao import daxing.zip --portal beijing-daxing',
      'nianbao import crawl-2023.warc.gz --portal kunming --code 530100',
    ]);
  },

  async run(args, options, io): Promise<ExitCode> {
    const paths = args.map((path) => resolve(path));
    const missing = paths.find((path) => !existsSync(path));
    if (missing !== undefined) throw new UsageError(importMessages.missing(missing));
    const dataDir = dataFolder(options);
    const inside = paths.find((path) => isInside(path, dataDir));
    if (inside !== undefined) throw new UsageError(importMessages.inside(inside, dataDir));
    bringUpToDate(dataDir, io);
    const quiet = options.quiet === true || options.json === true;
    const display = startDisplay(io, quiet);
    const { summary, outcome } = await importWith(paths, { args, dataDir, options, display, quiet }, io);
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else printImport(summary, { dataDir, interrupted: outcome === 'interrupted', args, options }, io);
    if (outcome === 'interrupted') return EXIT.interrupted;
    return outcome === 'ok' ? EXIT.ok : EXIT.failures;
  },
};

function isInside(path: string, folder: string): boolean {
  if (!existsSync(folder)) return false;
  const way = relative(realpathSync(folder), realpathSync(path));
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}

interface ImportInvocation {
  readonly args: readonly string[];
  readonly dataDir: string;
  readonly options: CliOptions;
  readonly display: ReturnType<typeof startDisplay>;
  readonly quiet: boolean;
}

async function importWith(
  paths: readonly string[],
  { args, dataDir, options, display, quiet }: ImportInvocation,
  io: Io,
) {
  try {
    return await runImport({
      dataDir,
      command: commandLine(['nianbao', 'import', ...args], options, ['portal', 'organ', 'code', 'config']),
      paths: paths.map((path) => Buffer.from(path)),
      portal: portalOf(options),
      organ: textOption('--organ', options.organ),
      signal: io.signal,
      pool: io.pool,
      onProgress: (progress) => display.show(progress),
      onRecovery: (files) => {
        // What was lost or mended is no progress: it is told where nothing else is.
        for (const line of recoveryLines(files)) quiet ? io.err(`${line}\n`) : display.say(line);
      },
    });
  } finally {
    display.stop();
  }
}

/** A configured portal gives its name and code; any other id is a portal of its own. */
function portalOf(options: CliOptions): { id: string; name: string | null; code: string | null } {
  const id = String(options.portal);
  const code = textOption('--code', options.code);
  if (code !== null && !/^[1-9]\d{5}$/.test(code)) throw new UsageError(importMessages.codeTakes(code));
  if (id === IMPORT_PORTAL) return { id, name: '导入文件', code };
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) throw new UsageError(importMessages.portalTakes(id));
  const configDir = typeof options.config === 'string' ? options.config : readEnvironment().configDir;
  const configured = loadPortals(portalsDir(configDir)).find((portal) => portal.id === id);
  return { id, name: configured?.name ?? null, code: code ?? configured?.code ?? null };
}

function textOption(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  const text = String(value).trim();
  if (text === '') throw new UsageError(commonMessages.needsValue(name));
  return text;
}
