import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { UnreadableError } from '../extract/document.ts';
import { explain, explanationText } from '../extract/explain/index.ts';
import { readFile } from '../ingest/read-file.ts';
import { EXIT, type ExitCode, type Io } from './command.ts';
import { filesBelow, type Input, STDIN } from './extract-files.ts';

/** Tells how each file is read: what was recognised or given up, and why. In this process: it is for a file or two. */
export async function explainFiles(files: readonly string[], as: 'text' | 'json', io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  for (const input of filesBelow(files)) {
    if (io.signal.aborted) return EXIT.interrupted;
    if (!(await explainOne(input, as, io))) code = EXIT.failures;
  }
  return code;
}

async function explainOne({ file, path }: Input, as: 'text' | 'json', io: Io): Promise<boolean> {
  try {
    const bytes = path === STDIN ? await buffer(process.stdin) : await readFile(path);
    const explanation = await explain(bytes, path === STDIN ? {} : { name: basename(file) });
    if (!explanation) throw new UnreadableError('unsupported', 'an archive: unpack it and explain the file in it');
    io.out(as === 'json' ? `${JSON.stringify({ file, ...explanation })}\n` : explanationText(file, explanation));
    return true;
  } catch (error) {
    io.err(`nianbao: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}
