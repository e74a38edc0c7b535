import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { UnreadableError } from '../extract/document.ts';
import type { PageDrawing } from '../extract/explain/index.ts';
import { drawPages, explain, explanationText } from '../extract/explain/index.ts';
import { readFile } from '../ingest/read-file.ts';
import { messageOf } from '../message-of.ts';
import { EXIT, type ExitCode, type Io } from './command.ts';
import { filesBelow, type InputFile, STDIN } from './extract-files.ts';
import { extractMessages } from './messages/extract.ts';

export interface ExplainOptions {
  readonly as: 'text' | 'json';
  /** Folder for the pictures of pages, beside text. */
  readonly pictures: string;
}

/** Tells how each file is read: what was recognised or given up, and why. In this process: it is for a file or two. */
export async function explainFiles(files: readonly string[], options: ExplainOptions, io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  for (const input of filesBelow(files)) {
    if (io.signal.aborted) return EXIT.interrupted;
    if (!(await explainOne(input, options, io))) code = EXIT.failures;
  }
  return code;
}

async function explainOne({ file, path }: InputFile, { as, pictures }: ExplainOptions, io: Io): Promise<boolean> {
  try {
    const bytes = path === STDIN ? await buffer(process.stdin) : await readFile(path);
    const explanation = await explain(bytes, path === STDIN ? {} : { name: basename(file) }, { pages: drawPages });
    if (!explanation) throw new UnreadableError('unsupported', extractMessages.unpackFirst);
    if (as === 'json') io.out(`${JSON.stringify({ file, ...explanation })}\n`);
    else {
      io.out(explanationText(file, explanation));
      writePictures(path === STDIN ? 'stdin' : basename(file), explanation.pages, pictures, io);
    }
    return true;
  } catch (error) {
    io.err(`nianbao: ${file}: ${messageOf(error)}\n`);
    return false;
  }
}

/** A file a page, to be opened in a browser: pointing at a cell tells what it was taken for. */
function writePictures(name: string, pages: readonly PageDrawing[], folder: string, io: Io): void {
  if (pages.length === 0) return;
  mkdirSync(folder, { recursive: true });
  for (const { page, svg } of pages) writeFileSync(join(folder, `${name}-page-${page}.svg`), svg);
  const file = join(folder, `${name}-page-*.svg`);
  io.out(
    `\n${pages.length === 1 ? extractMessages.onePicture(file) : extractMessages.pictureFiles(pages.length, file)}\n`,
  );
}
