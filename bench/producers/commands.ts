import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The Debian package of each program that is not called like its package. */
const PACKAGES: Readonly<Record<string, string>> = {
  soffice: 'libreoffice-writer libreoffice-calc',
  gs: 'ghostscript',
  pdftoppm: 'poppler-utils',
  ssconvert: 'gnumeric',
};

/** LibreOffice writes a dozen reports in one call; OCR takes half a minute a page on a busy machine. */
const TIMEOUT_MS = 600_000;

const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

/** Which of the programs is not there and how to get it; null where all are. */
export function lacking(...programs: readonly string[]): string | null {
  const program = programs.find((one) => !isInstalled(one));
  return program === undefined ? null : `no ${program} (apt-get install ${PACKAGES[program] ?? program})`;
}

/** Runs a program to its end. Throws with what it complained of where it fails. */
export async function run(
  program: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const env = { ...process.env, ...environment };
  await execute(program, options, { timeout: TIMEOUT_MS, maxBuffer: 2 ** 24, env });
}

/** One call a file, one after the other: `call` gives the program's options. */
export async function runEach(
  program: string,
  sources: readonly string[],
  target: (source: string) => string,
  call: (source: string, target: string) => readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const targets: string[] = [];
  for (const source of sources) {
    await run(program, call(source, target(source)), environment);
    targets.push(target(source));
  }
  return targets;
}
