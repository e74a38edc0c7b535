import { Command, CommanderError } from 'commander';
import { readEnvironment } from '../config/environment.ts';
import { VERSION } from '../version.ts';
import type { CliCommand, Io } from './command.ts';
import { EXIT, type ExitCode, UsageError } from './command.ts';
import { inPlainWords } from './plain-words.ts';
import { isUnderNohup, tellingTo } from './streams.ts';
import { guarded } from './terminal.ts';

type Loader = () => Promise<{ command: CliCommand }>;

/** Every command, its one-line summary, and its file: loaded only when called, so that `extract` never loads the crawler. */
export const COMMANDS: Readonly<Record<string, { summary: string; load: Loader }>> = {
  demo: { summary: 'crawl the bundled sample portal: no internet needed', load: () => import('./demo.ts') },
  crawl: { summary: 'visit portals and store their reports', load: () => import('./crawl.ts') },
  import: { summary: 'store reports that you already have: files, archives, WARC', load: () => import('./import.ts') },
  probe: { summary: 'find the channels of annual reports on a portal', load: () => import('./probe.ts') },
  discover: {
    summary: 'find the channels of many portals, from their home pages',
    load: () => import('./discover.ts'),
  },
  doctor: { summary: 'say whether portals can still be crawled, and if not, why', load: () => import('./doctor.ts') },
  verify: { summary: 'say whether archive and database are whole and agree', load: () => import('./verify.ts') },
  merge: { summary: 'bring several data folders into one', load: () => import('./merge.ts') },
  reextract: {
    summary: 'say what the present extractor would read otherwise, and apply it',
    load: () => import('./reextract.ts'),
  },
  rebuild: { summary: 'make the database anew from the archive alone', load: () => import('./rebuild.ts') },
  extract: { summary: 'read files and print what is in them as JSON', load: () => import('./extract.ts') },
  report: { summary: 'show or list stored reports', load: () => import('./report.ts') },
  export: {
    summary: 'write the corpus as CSV, Parquet, Stata, Excel or JSON',
    load: () => import('./export.ts'),
  },
  why: { summary: 'show where a number comes from, and read it once more', load: () => import('./why.ts') },
  search: { summary: 'find sections of reports by their words', load: () => import('./search.ts') },
  channels: {
    summary: 'show whether lists were read to their end, and what came of their rows',
    load: () => import('./channels.ts'),
  },
  coverage: {
    summary: 'show who has published, late or not at all, and what to look for next',
    load: () => import('./coverage.ts'),
  },
  release: { summary: 'write a data set to publish and cite', load: () => import('./release.ts') },
  revisions: {
    summary: 'show which reports were corrected, withdrawn or brought back, and in what',
    load: () => import('./revisions.ts'),
  },
  runs: { summary: 'list past runs and their results', load: () => import('./runs.ts') },
  portals: { summary: 'list or check the configured portals', load: () => import('./portals.ts') },
};

/** These write to the data folder: they go on where nobody listens any more. */
const STORING: ReadonlySet<string> = new Set(['demo', 'crawl', 'import', 'discover', 'rebuild', 'reextract', 'merge']);

/**
 * The command line. `argv` without node and script; returns the exit code, never throws for a person's mistake.
 */
export async function main(argv: readonly string[], streams: Io): Promise<ExitCode> {
  const io = guarded(streams);
  const program = new Command('nianbao')
    .description('年报 · annual reports on government information disclosure: crawl, archive, extract, store')
    .version(VERSION)
    .helpCommand(true)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  let code: ExitCode = EXIT.ok;
  const called = argv.find((word) => Object.hasOwn(COMMANDS, word));
  try {
    for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
      const sub = program.command(name).summary(summary).description(summary);
      sub.exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err });
      if (name !== called) continue;
      const { command } = await load();
      command.configure(sub);
      sub.action(async () => {
        code = await command.run(sub.args, sub.opts(), io);
      });
    }
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.usage;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, dataDirOf(program), io);
  }
}

function dataDirOf(program: Command): string {
  const [called] = program.args;
  const data = program.commands.find((command) => command.name() === called)?.opts().data;
  return typeof data === 'string' ? data : readEnvironment().dataDir;
}

function explain(error: unknown, dataDir: string, io: Io): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError) {
    io.err(`nianbao: ${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof Error && 'exitCode' in error) {
    io.err(`nianbao: ${error.message}\n`);
    return error.exitCode as ExitCode;
  }
  io.err(`nianbao: ${inPlainWords(error, dataDir)}\n`);
  if (readEnvironment().debug && error instanceof Error) io.err(`${error.stack}\n`);
  return EXIT.failures;
}

/** The real process around `main`: signals, streams, exit code. A second Ctrl-C ends it at once. */
export async function runProcess(): Promise<void> {
  const argv = process.argv.slice(2);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      // Node forgets that nohup had it ignored.
      if (name === 'SIGHUP' && isUnderNohup()) return;
      if (stop.signal.aborted) process.exit(EXIT.interrupted);
      stop.abort();
    });
  }
  const stores = STORING.has(argv[0] ?? '');
  process.exitCode = await main(argv, {
    out: tellingTo(process.stdout, stores),
    err: tellingTo(process.stderr, true),
    terminal: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 100,
    signal: stop.signal,
  });
}
