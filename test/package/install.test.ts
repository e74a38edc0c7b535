import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installed, installPackage } from '../support/installed.ts';

const root = resolve(import.meta.dirname, '../..');
const report = join(root, 'test/fixtures/office/plain-2021.docx');

describe('the package, packed and installed in an empty folder', () => {
  let installed: Installed;
  beforeAll(async () => {
    installed = await installPackage();
    await cp(report, join(installed.folder, 'report.docx'));
  });
  afterAll(() => installed.remove());

  const inside = (...names: string[]): string => join(installed.folder, 'node_modules/nianbao', ...names);

  /** What npx runs, without another second of npm. */
  const program = (): string => join(installed.folder, 'node_modules/.bin/nianbao');

  it('runs no script of its own when it is installed', () => {
    expect(installed.output).not.toContain('nianbao: ');
    const { scripts } = JSON.parse(readFileSync(inside('package.json'), 'utf8'));
    // Of a tarball npm runs these three; `prepare` only in a clone.
    for (const name of ['preinstall', 'install', 'postinstall']) expect(scripts).not.toHaveProperty(name);
  });

  it('holds the program, its configuration and documents: no source, no test, no writer of other formats', () => {
    expect(readdirSync(inside()).sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'README.zh-CN.md',
        'assets',
        'bin',
        'config',
        'dist',
        'docs',
        'metadata.yaml',
        'package.json',
      ].sort(),
    );
    const compiled = readdirSync(inside('dist'), { recursive: true, encoding: 'utf8' });
    expect(compiled.filter((name) => /\.\w+$/.test(name) && !/\.(?:js|d\.ts)$/.test(name))).toEqual([]);
    expect(compiled.filter((name) => /docx-?writer|sample\/(?:docx|pdf|scan|rtf|odt|xlsx)/.test(name))).toEqual([]);
  });

  it('npx nianbao demo crawls and stores the sample portal', async () => {
    const output = await installed.run('npx', '--no-install', 'nianbao', 'demo', '--data', 'd', '--port', '0');
    expect(output).toContain('Reports: 28 new, 1 changed, 0 unchanged, 0 failed');
    const shown = await installed.run(program(), 'report', 'list', '--data', 'd');
    expect(shown).toContain('清溪县');
    const script = `
      import { openCorpus } from 'nianbao';
      const corpus = await openCorpus('d');
      const figures = [...corpus.figures({ organ: '清溪县人民政府', where: 'year = 2021' })];
      const { value } = figures.find(({ variable }) => variable === 'app_new_received_total');
      const { cell, reread } = await corpus.why({ organ: '清溪县人民政府', year: 2021, cell: 'app_new_received_total' });
      const counts = [[...corpus.reports({})].length, corpus.search({ words: '网站', limit: 3 }).length];
      console.log(JSON.stringify({ counts, isSame: value === cell.value, differences: reread.differences }));
      corpus.close();`;
    await writeFile(join(installed.folder, 'corpus.mjs'), script);
    const told = JSON.parse(await installed.run(process.execPath, 'corpus.mjs'));
    expect(told).toEqual({ counts: [28, 3], isSame: true, differences: [] });
  });

  it("import { extract } from 'nianbao' reads a path, bytes and a URL alike, and nothing else can be imported", async () => {
    const script = `
      import { readFile } from 'node:fs/promises';
      import { pathToFileURL } from 'node:url';
      import { extract } from 'nianbao';
      const read = [await extract('report.docx'), await extract(await readFile('report.docx'), { name: 'report.docx' }),
        await extract(pathToFileURL('report.docx'))];
      const error = await extract('nowhere.docx').catch(({ name, code }) => ({ name, code }));
      const inner = await import('nianbao/dist/cli/main.js').catch(({ code }) => code);
      console.log(JSON.stringify({ read, error, inner }));`;
    await writeFile(join(installed.folder, 'use.mjs'), script);
    const { read, error, inner } = JSON.parse(await installed.run(process.execPath, 'use.mjs'));
    const printed = JSON.parse(await installed.run(program(), 'extract', 'report.docx'));
    expect(read).toEqual([printed, printed, printed]);
    expect(printed.applications.new_received.total).toBeTypeOf('number');
    expect(error).toEqual({ name: 'UnreadableError', code: 'not_found' });
    expect(inner).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('is typed: a consumer in TypeScript type-checks against the declarations, strictly', async () => {
    const source = `
      import { extract, extractAll, type ExtractionJson, openCorpus, UNREADABLE, type UnreadableCode } from 'nianbao';
      const report: ExtractionJson = await extract('report.docx', { provenance: true });
      export const total: number | null | undefined = report.applications?.['new_received']?.['total'];
      export const where: number | undefined = report.provenance?.[0]?.position?.page;
      for (const file of await extractAll(new Uint8Array()))
        if ('error' in file) console.log(UNREADABLE[file.error.code satisfies UnreadableCode]);
      const corpus = await openCorpus('d');
      export const values: (number | null)[] = [...corpus.figures({ level: 'county' })].map(({ value }) => value);
      // @ts-expect-error a report has no such key
      export const wrong = report.aplications;`;
    await writeFile(join(installed.folder, 'use.ts'), source);
    const settings = {
      strict: true,
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2023', 'dom'],
      types: [],
      noEmit: true,
    };
    const tsconfig = { compilerOptions: settings, files: ['use.ts'] };
    await writeFile(join(installed.folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const check = promisify(execFile)(process.execPath, [compiler, '-p', installed.folder], { encoding: 'utf8' });
    expect(
      await check.then(
        ({ stdout }) => stdout,
        ({ stdout }) => stdout,
      ),
    ).toBe('');
  });
});
