import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { portalsDir, readEnvironment } from '../config/environment.ts';
import { loadPortals } from '../config/load.ts';
import { runImport } from '../import/run.ts';
import { IMPORT_PORTAL } from '../store/portals.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { printImport } from './import/print.ts';
import { startDisplay } from './import/progress.ts';
import { recoveryLines } from './recovered.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument('<path...>', 'files, folders (with all below), ZIP and RAR archives, WARC and WACZ files')
      .option('--data <dir>', 'data folder: database and archive')
      .option('--portal <id>', 'the portal that these reports belong to: a configured one, or a new id', IMPORT_PORTAL)
      .option('--organ <name>', 'whose reports these are, where neither a document nor its file name says')
      .option('--code <code>', 'division of the portal (GB/T 2260, six digits), to tell organs of one name apart')
      .option('--config <dir>', 'folder of nianbao.yaml and portals/')
      .option('--json', 'print the summary as JSON', false)
      .option('--quiet', 'no progress', false)
      .addHelpText(
        'after',
        `
Every file is archived as it is and read; bytes that are held already are not stored again. Of WARC files, the responses that may be
reports are copied with their address, date and headers. Ctrl-C stops cleanly; the same command goes on. Exit codes: 0 all well;
1 finished, with files that cannot be read; 2 wrong usage; 3 another run holds the data folder; 130 interrupted.

Examples:
  nianbao import 年报/
  nianbao import daxing.zip --portal beijing-daxing
  nianbao import crawl-2023.warc.gz --portal kunming --code 530100`,
      );
  },

  async run(args, options, io): Promise<ExitCode> {
    const paths = args.map((path) => resolve(path));
    const missing = paths.find((path) => !existsSync(path));
    if (missing !== undefined) throw new UsageError(`${missing}: no such file or folder`);
    const dataDir = dataFolder(options);
    const inside = paths.find((path) => isInside(path, dataDir));
    if (inside !== undefined) throw new UsageError(`${inside} lies in the data folder ${dataDir}: it is there already`);
    const display = startDisplay(io, options.quiet === true || options.json === true);
    const { summary, outcome } = await importWith(paths, { args, dataDir, options, display }, io);
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else printImport(summary, { dataDir, interrupted: outcome === 'interrupted' }, io);
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
}

async function importWith(paths: readonly string[], { args, dataDir, options, display }: ImportInvocation, io: Io) {
  try {
    return await runImport({
      dataDir,
      command: ['nianbao import', ...args].join(' '),
      paths: paths.map((path) => Buffer.from(path)),
      portal: portalOf(options),
      organ: textOption('--organ', options.organ),
      signal: io.signal,
      pool: io.pool,
      onProgress: (progress) => display.show(progress),
      onRecovery: (files) => {
        for (const line of recoveryLines(files)) display.say(line);
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
  if (code !== null && !/^[1-9]\d{5}$/.test(code))
    throw new UsageError(`--code takes six digits of GB/T 2260 such as 110115, not "${code}"`);
  if (id === IMPORT_PORTAL) return { id, name: '导入文件', code };
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
    throw new UsageError(`--portal takes an id such as beijing-daxing (small letters, digits, hyphens), not "${id}"`);
  const configDir = typeof options.config === 'string' ? options.config : readEnvironment().configDir;
  const configured = loadPortals(portalsDir(configDir)).find((portal) => portal.id === id);
  return { id, name: configured?.name ?? null, code: code ?? configured?.code ?? null };
}

function textOption(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  const text = String(value).trim();
  if (text === '') throw new UsageError(`${name} needs a value`);
  return text;
}
