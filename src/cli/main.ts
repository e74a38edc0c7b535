import { Command, CommanderError } from 'commander';
import { readEnvironment } from '../config/environment.ts';
import { inLanguage, isLanguage, type Language } from '../language/language.ts';
import { VERSION } from '../version.ts';
import { maskUserInfo } from '../vocabulary/user-info.ts';
import type { CliCommand, Io } from './command.ts';
import { EXIT, type ExitCode, UsageError } from './command.ts';
import { commanderError, speaking } from './commander-language.ts';
import { mainMessages } from './messages/main.ts';
import { inPlainWords, isWithoutRoom } from './plain-words.ts';
import { isUnderNohup, tellingTo } from './streams.ts';
import { guarded } from './terminal.ts';

type Loader = () => Promise<{ command: CliCommand }>;

/** Every command and its file, loaded only when called, so that `extract` never loads the crawler. Its summary: messages/main.ts. */
export const COMMANDS = {
  demo: () => import('./demo.ts'),
  crawl: () => import('./crawl.ts'),
  import: () => import('./import.ts'),
  probe: () => import('./probe.ts'),
  discover: () => import('./discover.ts'),
  doctor: () => import('./doctor.ts'),
  status: () => import('./status.ts'),
  verify: () => import('./verify.ts'),
  merge: () => import('./merge.ts'),
  reextract: () => import('./reextract.ts'),
  rebuild: () => import('./rebuild.ts'),
  extract: () => import('./extract.ts'),
  report: () => import('./report.ts'),
  export: () => import('./export.ts'),
  why: () => import('./why.ts'),
  serve: () => import('./serve.ts'),
  search: () => import('./search.ts'),
  ack: () => import('./ack.ts'),
  channels: () => import('./channels.ts'),
  coverage: () => import('./coverage.ts'),
  release: () => import('./release.ts'),
  revisions: () => import('./revisions.ts'),
  runs: () => import('./runs.ts'),
  portals: () => import('./portals.ts'),
  shards: () => import('./shards.ts'),
  worker: () => import('./worker.ts'),
} satisfies Readonly<Record<keyof typeof mainMessages.summaries, Loader>>;

/** These write to the data folder: they go on where nobody listens any more. */
const STORING: ReadonlySet<string> = new Set([
  'demo',
  'crawl',
  'import',
  'discover',
  'rebuild',
  'reextract',
  'merge',
  'worker',
]);

/**
 * The command line. `argv` without node and script; returns the exit code, never throws for a person's mistake.
 */
export async function main(argv: readonly string[], streams: Io): Promise<ExitCode> {
  const io = guarded(streams);
  const asked = languageOption(argv);
  return inLanguage(spokenTo(argv), async () => {
    if (asked === undefined || isLanguage(asked)) return called(argv, io);
    io.err(`nianbao: ${mainMessages.langTakes(asked)}\n`);
    return EXIT.usage;
  });
}

/** `--lang`, else what the surroundings say. Known before anything is declared: the declarations are in that language. */
function spokenTo(argv: readonly string[]): Language {
  const asked = languageOption(argv);
  return isLanguage(asked) ? asked : readEnvironment().language;
}

function languageOption(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const at = options.lastIndexOf('--lang');
  if (at >= 0) return options[at + 1] ?? '';
  return options.findLast((word) => word.startsWith('--lang='))?.slice('--lang='.length);
}

async function called(argv: readonly string[], io: Io): Promise<ExitCode> {
  const output = {
    writeOut: io.out,
    writeErr: io.err,
    outputError: (text: string, write: (text: string) => void) => write(commanderError(text)),
  };
  const program = speaking(new Command('nianbao'))
    .description(mainMessages.about)
    .version(VERSION, '-V, --version', mainMessages.version)
    .helpCommand('help [command]', mainMessages.helpCommand)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput(output);
  let code: ExitCode = EXIT.ok;
  const word = argv.find((one) => Object.hasOwn(COMMANDS, one));
  try {
    for (const [name, load] of Object.entries(COMMANDS) as [keyof typeof COMMANDS, Loader][]) {
      const summary = mainMessages.summaries[name];
      const sub = speaking(program.command(name)).summary(summary).description(summary);
      sub.exitOverride().configureOutput(output);
      if (name !== word) continue;
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
    io.err(`nianbao: ${maskUserInfo(error.message)}\n`);
    return EXIT.usage;
  }
  if (error instanceof Error && 'exitCode' in error) {
    io.err(`nianbao: ${maskUserInfo(error.message)}\n`);
    return error.exitCode as ExitCode;
  }
  io.err(`nianbao: ${maskUserInfo(inPlainWords(error, dataDir))}\n`);
  if (readEnvironment().debug && error instanceof Error) io.err(`${error.stack}\n`);
  return isWithoutRoom(error) ? EXIT.disk : EXIT.failures;
}

/** The real process around `main`: signals, streams, exit code. A second Ctrl-C ends it at once. */
export function runProcess(): Promise<void> {
  const argv = process.argv.slice(2);
  return inLanguage(spokenTo(argv), () => runWith(argv));
}

async function runWith(argv: readonly string[]): Promise<void> {
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
  const err = tellingTo(process.stderr, true);
  // What nobody has caught is a fault of the program; a stack trace tells it to nobody but its makers.
  process.on('uncaughtException', (error) => {
    const text = readEnvironment().debug
      ? (error.stack ?? error.message)
      : inPlainWords(error, readEnvironment().dataDir);
    err(`nianbao: ${text}\n`);
    process.exit(EXIT.failures);
  });
  process.exitCode = await main(argv, {
    out: tellingTo(process.stdout, stores),
    err,
    terminal: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 80,
    signal: stop.signal,
  });
}
