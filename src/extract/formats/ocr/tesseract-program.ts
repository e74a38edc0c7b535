import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { memoize } from '../../../vocabulary/memoize.ts';
import { type OcrEngine, parseTsv, type RecogniseOptions, SEGMENTATION, type Word } from './engine.ts';
import type { Gray } from './gray.ts';
import { modelFolder } from './tesseract-wasm.ts';
import { toTiff } from './tiff.ts';

/** A picture takes a second; two minutes mean that the program hangs, or gets next to nothing of a very busy machine. */
const TIMEOUT_MS = 120_000;
/** Linux counts what ended children have spent in hundredths of a second. */
const TICK_MS = 10;

/** The installed tesseract program, if there is one of version 4 or later: twice as fast as WebAssembly, same models. */
export function programEngine(): OcrEngine | null {
  if (!isInstalled(process.env.PATH ?? '')) return null;
  const before = childrenMs();
  let waited = 0;
  return {
    name: 'tesseract',
    recognise: async (images, options) => {
      const start = performance.now();
      const words = await recognise(images, options);
      waited += performance.now() - start;
      return words;
    },
    spentMs: () => (before === null ? waited : (childrenMs() ?? before) - before),
    close: async () => undefined,
  };
}

/** Asked once for each search path: it takes a process. */
const isInstalled = memoize((_path) => {
  const version = spawnSync('tesseract', ['--version'], { encoding: 'utf8', timeout: 5000 });
  return version.status === 0 && /tesseract v?(?:[4-9]|\d\d)\./.test(version.stdout + version.stderr);
});

/** What ended children of this process have spent of the processor; null where the system does not tell, and the time waited for them counts. */
function childrenMs(): number | null {
  try {
    // Behind the name, which may hold anything: state is the third field, cutime and cstime the sixteenth and the seventeenth.
    const fields = readFileSync('/proc/self/stat', 'latin1').replace(/^.*\)/s, '').trim().split(' ');
    return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
  } catch {
    return null;
  }
}

/** Loading a model takes a quarter of a second, as long as reading half a page: one start for all pictures, by a list of files. */
async function recognise(images: Iterable<Gray>, options: RecogniseOptions): Promise<Word[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-ocr-'));
  try {
    const files: string[] = [];
    for (const image of images) {
      const file = join(folder, `${files.length}.tif`);
      writeFileSync(file, toTiff(image));
      files.push(file);
    }
    const list = join(folder, 'list.txt');
    writeFileSync(list, `${files.join('\n')}\n`);
    return parseTsv(await run(argumentsOf(list, options), files.length * TIMEOUT_MS), files.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function argumentsOf(list: string, { language, layout, dpi, only }: RecogniseOptions): string[] {
  return [
    list,
    'stdout',
    ...['--tessdata-dir', unpackedModel(language), '-l', language, '--oem', '1'],
    ...['--psm', SEGMENTATION[layout], '--dpi', String(Math.round(dpi))],
    ...(only === undefined ? [] : ['-c', `tessedit_char_whitelist=${only}`]),
    ...['-c', 'tessedit_create_tsv=1'],
  ];
}

/** Where a language's model is unpacked to, in the temporary folder: named by its content. */
const folderOf = memoize((language) => {
  const digest = createHash('sha256').update(packedModel(language)).digest('hex');
  return join(tmpdir(), `nianbao-tessdata-${digest.slice(0, 16)}`);
});

const packedModel = (language: string): Buffer =>
  readFileSync(join(modelFolder(language), `${language}.traineddata.gz`));

/** The program reads plain model files: the npm package's is unpacked once, and again where the temporary folder was cleared. */
function unpackedModel(language: string): string {
  const folder = folderOf(language);
  const file = join(folder, `${language}.traineddata`);
  if (existsSync(file)) return folder;
  mkdirSync(folder, { recursive: true });
  // Another process may do the same at this moment: the finished file appears in one step.
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, gunzipSync(packedModel(language)));
  renameSync(partial, file);
  return folder;
}

function run(args: readonly string[], timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // Its own threads slow it down several times on pictures as small as ours; pages are read side by side instead.
    const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
    const child = spawn('tesseract', args, { env, stdio: ['ignore', 'pipe', 'ignore'], timeout });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
      else reject(new Error(`tesseract ended with code ${code}`));
    });
  });
}
