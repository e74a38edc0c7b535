#!/usr/bin/env tsx
/**
 * Damages valid files of every format thousands of times and reads report and numbers out of them in a process of its own: nothing may
 * crash, hang, keep memory, or give any other error than a refusal with a reason. Prints each finding with the file and seed that make it
 * again.
 *
 *   npx tsx scripts/fuzz.mjs [COPIES=500] [PART OF A FILE'S NAME]
 */
import { fork } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What no damaged copy of a small file may take; pages of a PDF without readable text are recognised from pixels, some seconds each. */
const limitMs = (name) => (name.endsWith('.pdf') ? 90_000 : 10_000);
/** What a worker may hold (the pool's limit); a child that reads thousands of small files and grows beyond it leaks. */
const LIMIT_BYTES = 600 * 1024 * 1024;

const office = join(import.meta.dirname, '../test/fixtures/office');

if (process.argv[2] === '--child') await child();
else await parent(Number(process.argv[2] ?? 500), process.argv[3] ?? '');

/** Valid files of every format. */
async function sources() {
  const { docxOf, DOCX_MANNERS } = await import('../generator/docx.ts');
  const { generateReport, LAYOUTS, renderReport } = await import('../generator/index.ts');
  const { odtOf } = await import('../generator/odt.ts');
  const { reportPdf } = await import('../generator/pdf.ts');
  const { rtfOf } = await import('../generator/rtf.ts');
  const { workbookOf } = await import('../generator/xlsx.ts');
  const { zipOf } = await import('../generator/office-zip.ts');
  const report = generateReport(7, { form: '2021' });
  const found = new Map();
  for (const name of await readdir(office))
    if (!name.endsWith('.json')) found.set(name, await readFile(join(office, name)));
  for (const manner of DOCX_MANNERS) found.set(`${manner.name}.docx`, await docxOf(report, manner));
  for (const type of ['xlsx', 'biff8', 'xlml']) found.set(`own.${type}`, await workbookOf(report, 'one-sheet', type));
  found.set('nested.rtf', rtfOf(report, 'nested'));
  found.set('own.odt', await odtOf(report));
  found.set('own.zip', await zipOf([{ name: '年报.rtf', content: rtfOf(report, 'word') }]));
  found.set('own.pdf', Buffer.from(reportPdf(report)));
  found.set('own.mht', mailOf(renderReport(report, LAYOUTS[0]).bytes));
  for (const type of ['ods', 'xlsb']) found.set(`own.${type}`, await workbookOf(report, 'one-sheet', type));
  for (const layout of LAYOUTS)
    found.set(`${layout.name}.${layout.kind}`, renderReport(generateReport(9, { ...layout.options }), layout).bytes);
  return found;
}

/** A page saved as a mail. */
function mailOf(html) {
  const head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n';
  const part =
    'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://a.gov.cn/1.html\r\n\r\n';
  return Buffer.from(`${head}${part}${Buffer.from(html).toString('base64')}\r\n--b--\r\n`);
}

async function parent(copies, wanted) {
  const names = [...(await sources()).keys()].filter((name) => name.includes(wanted));
  const tally = {};
  const findings = [];
  let worker = null;
  for (const name of names) {
    for (let seed = 1; seed <= copies; seed++) {
      worker ??= fork(import.meta.filename, ['--child'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      const outcome = await ask(worker, name, seed);
      tally[outcome] = (tally[outcome] ?? 0) + 1;
      if (/^(?:hang|died|error|leak)/.test(outcome)) findings.push(`${name} seed ${seed}: ${outcome}`);
      if (/^(?:hang|died|leak)/.test(outcome)) {
        worker.kill('SIGKILL');
        worker = null;
      }
    }
    console.log(`${name}: ${copies} copies`);
  }
  worker?.kill();
  console.log(tally);
  for (const finding of findings) console.log(finding);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

/** One damaged copy read by the child; `hang` and `died` are told from here. */
function ask(worker, name, seed) {
  return new Promise((resolve) => {
    const finish = (outcome) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish('hang'), limitMs(name));
    worker.once('message', finish);
    worker.once('exit', (code, signal) => finish(`died ${code ?? signal}`));
    worker.send({ name, seed });
  });
}

async function child() {
  const { extract } = await import('../src/extract/index.ts');
  const { mutated } = await import('../generator/mutate.ts');
  const files = await sources();
  process.on('message', async ({ name, seed }) => {
    const bytes = await mutated(files.get(name), seed);
    try {
      await extract(bytes, { name });
      const resident = process.memoryUsage.rss();
      process.send(resident > LIMIT_BYTES ? `leak ${Math.round(resident / 1024 ** 2)} MB` : 'read');
    } catch (error) {
      process.send(error?.name === 'UnreadableError' ? error.code : `error ${error?.stack}`);
    }
  });
}
