import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import PQueue from 'p-queue';
import type { ReadHints } from '../extract/formats/reader.ts';
import { sniffFormat } from '../extract/formats/sniff.ts';
import type { JobResult } from '../ingest/job.ts';
import type { ExtractionPool } from '../ingest/pool.ts';
import { readFile } from '../ingest/read-file.ts';
import { resultJson } from '../ingest/result-json.ts';
import { type CliCommand, EXIT, type ExitCode, type Io } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { filesBelow, type InputFile, STDIN } from './extract-files.ts';
import { extractMessages } from './messages/extract.ts';

/** HTML and text up to this size are read at once, in this process: no worker has to start. In bytes. */
const LIGHT_BYTES = 4 * 1024 * 1024;

interface PrintOptions {
  readonly pretty: boolean;
  readonly provenance: boolean;
}

export const command: CliCommand = {
  configure(command: Command): void {
    const m = extractMessages;
    command
      .argument('<file...>', m.files)
      .option('--pretty', m.pretty, false)
      .option('--provenance', m.provenance, false)
      .option('--explain', m.explain, false)
      .option('--json', m.json, false)
      .option('--pictures <dir>', m.pictures, 'explained');
    helpAfter(command, m.about, [
      'nianbao extract report.html',
      'nianbao extract --pretty --provenance report.pdf',
      'nianbao extract folder > reports.jsonl',
      'nianbao extract --explain report.pdf',
      'curl -s https://www.example.gov.cn/nb/2023.pdf | nianbao extract -',
    ]);
  },

  async run(files, options, io): Promise<ExitCode> {
    if (options.explain === true) {
      const { explainFiles } = await import('./extract-explain.ts');
      const as = options.json === true ? 'json' : 'text';
      return explainFiles(files, { as, pictures: String(options.pictures) }, io);
    }
    const reader = new InputReader();
    const printed = { pretty: options.pretty === true, provenance: options.provenance === true };
    let code: ExitCode = EXIT.ok;
    try {
      // Read side by side, printed in the order given: a file waits only for those before it.
      const inputs = [...filesBelow(files)];
      if (inputs.length === 0) {
        io.err(`nianbao: ${extractMessages.noFiles(files.join(', '))}\n`);
        return EXIT.failures;
      }
      const results = inputs.map((input) => reader.read(input));
      for (const { file } of inputs) {
        if (io.signal.aborted) return EXIT.interrupted;
        // What has been printed is let go: a folder may hold thousands of files.
        const result = await results.shift();
        if (result && !print(file, result, printed, io)) code = EXIT.failures;
      }
    } finally {
      await reader.close();
    }
    return code;
  },
};

/** Reads light files here and everything else in worker processes, which are started when the first such file comes. */
class InputReader {
  readonly #queue = new PQueue({ concurrency: 4 });
  #pool: Promise<ExtractionPool> | null = null;

  read(input: InputFile): Promise<JobResult> {
    return this.#queue.add(async () => {
      const { readGiven, unreadable } = await import('../ingest/read-job.ts');
      try {
        const bytes = await bytesOf(input);
        const hints = hintsOf(input);
        if (isLight(bytes, hints)) return await readGiven(bytes, hints);
        return await (await this.#workers()).read({ source: { kind: 'bytes', bytes }, hints });
      } catch (error) {
        return unreadable(error);
      }
    });
  }

  async close(): Promise<void> {
    this.#queue.clear();
    await (await this.#pool)?.close();
  }

  #workers(): Promise<ExtractionPool> {
    this.#pool ??= import('../ingest/pool.ts').then(({ ExtractionPool: Pool }) => new Pool());
    return this.#pool;
  }
}

const bytesOf = ({ path }: InputFile): Promise<Uint8Array> => (path === STDIN ? buffer(process.stdin) : readFile(path));
const hintsOf = ({ file, path }: InputFile): ReadHints => (path === STDIN ? {} : { name: basename(file) });

function isLight(bytes: Uint8Array, hints: ReadHints): boolean {
  if (bytes.length === 0) return true;
  const format = sniffFormat(bytes, hints);
  return bytes.length <= LIGHT_BYTES && (format === 'html' || format === 'text');
}

/** Prints one file's object(s); false where anything in it could not be read. */
function print(file: string, result: JobResult, { pretty, provenance }: PrintOptions, io: Io): boolean {
  const objects = resultJson(file, result, { provenance });
  for (const json of objects) io.out(`${JSON.stringify(json, null, pretty ? 2 : 0)}\n`);
  return objects.every((json) => !('error' in json));
}
