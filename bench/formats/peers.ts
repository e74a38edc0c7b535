import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readAll, type Throughput } from './pace.ts';
import type { LibraryName, LibraryPace } from './peer-worker.ts';
import { endedChildrenSeconds } from './usage.ts';

/** A program or library that reads the same files, on as many cores. None of them gives tables with numbers: it is the price of text. */
export interface Peer {
  readonly name: string;
  /** How to get it, where it is not there; null where it is. */
  missing(): Promise<string | null>;
  /** `folder` is empty, for what the peer writes. */
  run(files: readonly string[], folder: string, parallel: number): Promise<Throughput>;
}

const run = promisify(execFile);

const lacking = (program: string, flag: string, hint: string) => (): Promise<string | null> =>
  run(program, [flag]).then(
    () => null,
    () => hint,
  );

async function timed(documents: () => number, work: () => Promise<number>): Promise<Throughput> {
  const before = endedChildrenSeconds();
  const seconds = await work();
  const after = endedChildrenSeconds();
  const cpuSeconds = before === null || after === null ? null : after - before;
  return { documents: documents(), seconds, cpuSeconds };
}

/** One process a file: it takes no more. */
export const PDFTOTEXT: Peer = {
  name: 'pdftotext -layout',
  missing: lacking('pdftotext', '-v', 'pdftotext is not installed (poppler-utils)'),
  async run(files, folder, parallel) {
    const read = (file: string): Promise<unknown> =>
      run('pdftotext', ['-layout', file, join(folder, `${basename(file)}.txt`)]);
    await readAll(files.slice(0, parallel), parallel, read);
    return timed(
      () => readdirSync(folder).length,
      () => readAll(files, parallel, read),
    );
  },
};

const shares = (files: readonly string[], parallel: number): string[][] =>
  Array.from({ length: parallel }, (_, part) => files.filter((_file, index) => index % parallel === part)).filter(
    (share) => share.length > 0,
  );

/** One process a core for all its files, each with a profile of its own, as two cannot share one. Its start is counted: it has no other way. */
function libreOffice(target: string): Peer {
  return {
    name: 'LibreOffice',
    missing: lacking('soffice', '--version', 'LibreOffice (soffice) is not installed'),
    async run(files, folder, parallel) {
      const parts = shares(files, parallel);
      const out = join(folder, 'out');
      const convert = async (part: number, share: readonly string[], into: string): Promise<void> => {
        const profile = pathToFileURL(join(folder, `profile-${part}`)).href;
        const options = ['--headless', '--convert-to', target, '--outdir', into];
        await run('soffice', [`-env:UserInstallation=${profile}`, ...options, ...share], { maxBuffer: 2 ** 24 });
      };
      // The first run makes the profile.
      await Promise.all(parts.map((share, part) => convert(part, share.slice(0, 1), join(folder, 'warm'))));
      mkdirSync(out);
      return timed(
        () => readdirSync(out).length,
        async () => {
          const startedAt = performance.now();
          await Promise.all(parts.map((share, part) => convert(part, share, out)));
          return (performance.now() - startedAt) / 1000;
        },
      );
    },
  };
}

export const LIBREOFFICE_TEXT = libreOffice('txt:Text');
export const LIBREOFFICE_CSV = libreOffice('csv');

/** One process a core, warmed up like ours. */
function library(name: LibraryName): Peer {
  return {
    name,
    missing: () =>
      import(name).then(
        () => null,
        () => `${name} is not installed (npm ci)`,
      ),
    async run(files, _folder, parallel) {
      const script = fileURLToPath(new URL('./peer-worker.ts', import.meta.url));
      const workers = shares(files, parallel).map((share) => fork(script, [name, ...share]));
      try {
        // All of them warm before any begins.
        await Promise.all(workers.map((worker) => once(worker, 'message')));
        const paces = await Promise.all(
          workers.map(async (worker): Promise<LibraryPace> => {
            worker.send('go');
            const [pace] = await once(worker, 'message');
            return pace;
          }),
        );
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
        return {
          documents: sum(paces.map(({ documents }) => documents)),
          seconds: Math.max(...paces.map(({ seconds }) => seconds)),
          cpuSeconds: sum(paces.map(({ cpuSeconds }) => cpuSeconds)),
        };
      } finally {
        for (const worker of workers) worker.kill();
      }
    },
  };
}

export const CHEERIO = library('cheerio');
export const MAMMOTH = library('mammoth');
