import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { UnreadableError } from '../extract/document.ts';
import { extract } from '../extract/index.ts';
import { toJson } from '../extract/json.ts';
import { type CliCommand, EXIT, type ExitCode, type Io } from './command.ts';

/** Archives inside archives: deeper than this nobody published a report. */
const DEEPEST = 3;

interface Options {
  readonly pretty: boolean;
  readonly provenance: boolean;
}

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument('<file...>', 'reports in any format: HTML, PDF, Word, WPS, RTF, ODT, Excel, text, images, ZIP, RAR')
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
  nianbao extract folder/*.doc > reports.jsonl`,
      );
  },

  async run(files, options, io): Promise<ExitCode> {
    const { pretty, provenance } = { pretty: options.pretty === true, provenance: options.provenance === true };
    let code: ExitCode = EXIT.ok;
    for (const file of files) {
      if (io.signal.aborted) return EXIT.interrupted;
      if (!(await printFile(file, { pretty, provenance }, io))) code = EXIT.failures;
    }
    return code;
  },
};

/** Prints one file's object(s); false where anything in it could not be read. */
async function printFile(file: string, options: Options, io: Io): Promise<boolean> {
  try {
    return await printBytes(file, await readFile(file), options, io, 0);
  } catch (error) {
    return printError(file, error, io);
  }
}

async function printBytes(name: string, bytes: Uint8Array, options: Options, io: Io, depth: number): Promise<boolean> {
  try {
    const extraction = await extract(bytes, { name: basename(name) });
    if (extraction.kind === 'document') {
      const json = toJson(name, extraction, options);
      io.out(`${JSON.stringify(json, null, options.pretty ? 2 : 0)}\n`);
      return true;
    }
    if (depth >= DEEPEST) throw new UnreadableError('too_deep', `archives are nested more than ${DEEPEST} deep`);
    let whole = true;
    for (const member of extraction.members) {
      const read = await printBytes(`${name}!/${member.name}`, member.bytes, options, io, depth + 1);
      whole = whole && read;
    }
    return whole;
  } catch (error) {
    return printError(name, error, io);
  }
}

function printError(file: string, error: unknown, io: Io): false {
  const { code, message } = describe(error);
  io.out(`${JSON.stringify({ file, error: { code, message } })}\n`);
  return false;
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof UnreadableError) return { code: error.code, message: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'damaged';
  if (code === 'ENOENT') return { code: 'not_found', message: 'no such file' };
  if (code === 'EISDIR')
    return { code: 'is_a_folder', message: 'this is a folder; name the files in it, or use `nianbao import`' };
  return {
    code: code === 'damaged' ? code : 'unreadable_file',
    message: error instanceof Error ? error.message : String(error),
  };
}
