import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import PQueue from 'p-queue';
import { UnreadableError } from '../extract/document.ts';
import { sniffFormat } from '../extract/formats/sniff.ts';
import type { DocumentResult, JobResult, Unreadable } from '../ingest/job.ts';
import type { ExtractionPool } from '../ingest/pool.ts';
import { type CliCommand, EXIT, type ExitCode, type Io } from './command.ts';
import { filesBelow, type Input } from './extract-files.ts';

/** HTML and text up to this size are read at once, in this process: no worker has to start. In bytes. */
const LIGHT_BYTES = 4 * 1024 * 1024;

interface Options {
  readonly pretty: boolean;
  readonly provenance: boolean;
}

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument(
        '<file...>',
        'reports in any format, or folders: HTML, PDF, Word, WPS, RTF, ODT, Excel, text, images, ZIP, RAR',
      )
      .option('--pretty', 'indent the JSON for reading', false)
      .option('--provenance', 'add, for every figure, the table, row, column, page and box it was read from', false)
      .addHelpText(
        'after',
        `
Prints JSON Lines: one object a file, in the order given; a file inside an archive is named "archive.zip!/name".
Needs no database and no network. Exit code 1 when a file could not be read; the others are still printed.

Examples:
  nianbao extract report.html
  nianbao extract --pretty --provenance report.pdf
  nianbao extract folder > reports.jsonl`,
      );
  },

  async run(files, options, io): Promise<ExitCode> {
    const reader = new Reader();
    const printed = { pretty: options.pretty === true, provenance: options.provenance === true };
    let code: ExitCode = EXIT.ok;
    try {
      // Read side by side, printed in the order given: a file waits only for those before it.
      const inputs = [...filesBelow(files)];
      if (inputs.length === 0) {
        io.err(`nianbao: no files in ${files.join(', ')}\n`);
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
class Reader {
  readonly #lane = new PQueue({ concurrency: 4 });
  #pool: Promise<ExtractionPool> | null = null;

  read({ file, path }: Input): Promise<JobResult> {
    return this.#lane.add(async () => {
      try {
        return await this.#readBytes(await readFile(path), basename(file));
      } catch (error) {
        return describe(error);
      }
    });
  }

  async close(): Promise<void> {
    this.#lane.clear();
    await (await this.#pool)?.close();
  }

  async #readBytes(bytes: Uint8Array, name: string): Promise<JobResult> {
    if (isLight(bytes, name)) return (await import('../ingest/read-job.ts')).readGiven(bytes, { name });
    this.#pool ??= import('../ingest/pool.ts').then(({ ExtractionPool: Pool }) => new Pool());
    return (await this.#pool).read({ source: { kind: 'bytes', bytes }, hints: { name } });
  }
}

function isLight(bytes: Uint8Array, name: string): boolean {
  if (bytes.length === 0) return true;
  const format = sniffFormat(bytes, { name });
  return bytes.length <= LIGHT_BYTES && (format === 'html' || format === 'text');
}

/** Prints one file's object(s); false where anything in it could not be read. */
function print(file: string, result: JobResult, options: Options, io: Io): boolean {
  if (result.kind === 'archive') {
    const read = result.members.map((member) => printOne(`${file}!/${member.name}`, member.result, options, io));
    return read.every((whole) => whole);
  }
  return printOne(file, result, options, io);
}

function printOne(file: string, result: DocumentResult | Unreadable, { pretty, provenance }: Options, io: Io): boolean {
  const isRead = result.kind === 'document';
  const error = isRead ? null : { code: result.code, message: result.message };
  const json: Record<string, unknown> = isRead ? { ...result.extraction, file } : { file, error };
  if (!provenance) delete json.provenance;
  io.out(`${JSON.stringify(json, null, pretty ? 2 : 0)}\n`);
  return isRead;
}

function describe(error: unknown): Unreadable {
  const unreadable = (code: string, message: string): Unreadable => ({
    kind: 'unreadable',
    code: code as Unreadable['code'],
    message,
  });
  if (error instanceof UnreadableError) return unreadable(error.code, error.message);
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'damaged';
  if (code === 'ENOENT') return unreadable('not_found', 'no such file');
  return unreadable(code.toLowerCase(), error instanceof Error ? error.message : String(error));
}
