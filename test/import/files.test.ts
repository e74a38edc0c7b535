import { linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DOCX_MANNERS, docxOf } from '../../generator/docx.ts';
import { odtOf } from '../../generator/odt.ts';
import { zipOf } from '../../generator/office-zip.ts';
import { reportPdf } from '../../generator/pdf.ts';
import { rtfOf } from '../../generator/rtf.ts';
import { workbookOf } from '../../generator/xlsx.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { rarOf } from '../support/rar.ts';
import { readWithWarcio } from '../support/warcio.ts';
import { htmlOf, importPaths, put, reading, sample, sizeOf, wrongCells } from './brought.ts';

const docx = (seed: number) => {
  const [manner] = DOCX_MANNERS;
  if (manner === undefined) throw new RangeError('no manners');
  return docxOf(sample(seed), manner);
};

/** A ZIP whose member names are GBK and do not say so, as Chinese Windows programs write them. */
async function gbkZip(members: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const names = Object.keys(members).map((name) => iconv.encode(name, 'gbk'));
  const stand = names.map((name, index) => String(index).padEnd(name.length, '#'));
  const zip = await zipOf(Object.values(members).map((content, index) => ({ name: stand[index] ?? '', content })));
  for (const [index, name] of names.entries())
    for (let at = zip.indexOf(stand[index] ?? ''); at >= 0; at = zip.indexOf(stand[index] ?? '', at))
      name.copy(zip, at);
  // yazl flags every name as UTF-8: the flag stands six bytes into a local header, eight into a central one.
  for (const [signature, flag] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const)
    for (let at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 4))
      zip.writeUInt16LE(zip.readUInt16LE(at + flag) & ~0x800, at + flag);
  return zip;
}

describe('nianbao import of files', () => {
  it('stores reports of every format out of folders and archives, every number right; again, nothing is added', async () => {
    const folder = put(join(dataFolder(), '年报'), {
      'a.html': htmlOf(sample(1)),
      '2023/b.docx': await docx(2),
      '2023/c.rtf': rtfOf(sample(3), 'word'),
      '2023/d.odt': await odtOf(sample(4)),
      '2023/e.xlsx': await workbookOf(sample(5), 'one-sheet', 'xlsx'),
      '2023/f.pdf': reportPdf(sample(6)),
      '街道.zip': await gbkZip({ '各街道/七.docx': await docx(7), '各街道/八.rtf': rtfOf(sample(8), 'libreoffice') }),
      'g.rar': rarOf([{ name: 'i.html', content: htmlOf(sample(9)) }]),
    });
    const data = dataFolder();
    const first = await importPaths(data, folder);
    expect(first.summary).toMatchObject({ reports_new: 9, failed: 0, files: 8, files_known: 0 });
    expect(first.code).toBe(0);
    for (let seed = 1; seed <= 9; seed++) expect([seed, wrongCells(data, sample(seed))]).toEqual([seed, []]);
    const urls = reading(data, (store) => store.all<{ url: string }>('SELECT url FROM report ORDER BY id'));
    expect(urls.map(({ url }) => url).filter((url) => url.endsWith('.zip!/各街道/七.docx'))).toHaveLength(1);

    const before = sizeOf(data);
    const second = await importPaths(data, folder);
    expect(second.summary).toMatchObject({ reports_new: 0, reports_unchanged: 9, files: 8, files_known: 8 });
    expect(sizeOf(data)).toEqual(before);
  });

  it('knows bytes again under another name and in another folder', async () => {
    const data = dataFolder();
    const page = htmlOf(sample(1));
    const folder = put(dataFolder(), { 'a.html': page, 'copy of a.html': page });
    expect((await importPaths(data, folder)).summary).toMatchObject({ reports_new: 1, files: 2, files_known: 1 });
    const before = sizeOf(data);
    const moved = put(dataFolder(), { 'moved.html': page });
    expect((await importPaths(data, moved)).summary).toMatchObject({
      reports_new: 0,
      files_known: 1,
      reports_unchanged: 1,
    });
    expect(sizeOf(data)).toEqual({ ...before, imported: (before.imported ?? 0) + 1 });
  });

  it('reads a changed file anew, and keeps both editions', async () => {
    const data = dataFolder();
    const folder = put(dataFolder(), { 'a.html': htmlOf(sample(1)) });
    await importPaths(data, folder);
    put(folder, { 'a.html': htmlOf(sample(1)).toString().replace('<td>0</td>', '<td>4</td>') });
    expect((await importPaths(data, folder)).summary).toMatchObject({ reports_new: 0, reports_changed: 1 });
    expect(reading(data, (store) => store.all('SELECT edition, is_current FROM report ORDER BY edition'))).toEqual([
      { edition: 1, is_current: 0 },
      { edition: 2, is_current: 1 },
    ]);
  });

  it('archives each file byte for byte, dated by its last change', async () => {
    const data = dataFolder();
    const page = htmlOf(sample(1));
    const folder = put(dataFolder(), { '某局 年报.html': page });
    utimesSync(join(folder, '某局 年报.html'), new Date('2024-01-25T08:00:00Z'), new Date('2024-01-25T08:00:00Z'));
    await importPaths(data, folder);
    const { name } = reading(data, (store) => store.get<{ name: string }>('SELECT name FROM warc_file')) ?? {
      name: '',
    };
    const resources = (await readWithWarcio(join(data, name))).filter(({ type }) => type === 'resource');
    expect(resources).toHaveLength(1);
    expect(resources[0]?.payload.equals(page)).toBe(true);
    expect(decodeURI(resources[0]?.url ?? '')).toMatch(/^file:\/\/\/.*\/某局 年报\.html$/);
    expect(resources[0]?.headers.get('warc-date')).toBe('2024-01-25T08:00:00.000Z');
  });

  it('archives and marks what cannot be read, with the reason', async () => {
    const folder = put(dataFolder(), {
      'broken.docx': Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)]),
      'cut.pdf': Buffer.from('%PDF-1.4\nnothing'),
      'noise.bin': Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251)),
      'good.html': htmlOf(sample(1)),
      'some.zip': await zipOf([{ name: 'inside.docx', content: 'PK\x03\x04 broken' }]),
    });
    const data = dataFolder();
    const { code, summary } = await importPaths(data, folder);
    expect(code).toBe(1);
    expect(summary.reports_new).toBe(1);
    expect(summary.failures.map(({ url, reason }) => [url.split('/').at(-1), reason])).toEqual([
      ['broken.docx', 'damaged'],
      ['cut.pdf', 'damaged'],
      ['noise.bin', 'unknown_format'],
      ['inside.docx', 'damaged'],
    ]);
    expect(summary.unreadable_by_reason).toEqual({ damaged: 3, unknown_format: 1 });
    const held = reading(data, (store) => store.all("SELECT url FROM capture WHERE record_type = 'resource'"));
    expect(held).toHaveLength(5);
  });

  it('leaves what is no file of anybody, follows links, and does not go in circles', async () => {
    const folder = put(dataFolder(), {
      'a.html': htmlOf(sample(1)),
      'a_files/style.css': 'p {}',
      'Thumbs.db': 'x',
      '.hidden.html': 'x',
      '~$b.docx': 'x',
      'empty.doc': '',
    });
    const elsewhere = put(dataFolder(), { 'b.html': htmlOf(sample(2)) });
    mkdirSync(join(folder, 'sub'));
    symlinkSync('..', join(folder, 'sub', 'loop'));
    symlinkSync(elsewhere, join(folder, 'sub', 'linked'));
    symlinkSync('nowhere', join(folder, 'gone'));
    const data = dataFolder();
    const { code, summary } = await importPaths(data, folder);
    expect(summary).toMatchObject({
      reports_new: 2,
      skipped_by_reason: { system_file: 3, not_a_document: 1, empty: 1, link_loop: 1, no_access: 1 },
    });
    expect(code).toBe(1);
    expect(summary.failures).toMatchObject([{ reason: 'no_access', message: expect.stringContaining('ENOENT') }]);
    const skipped = reading(data, (store) => store.all<{ reason: string }>('SELECT reason FROM skipped'));
    expect(skipped).toHaveLength(7);
  });

  it('opens files whose names are GBK bytes', async () => {
    const folder = Buffer.concat([Buffer.from(`${dataFolder()}/`), iconv.encode('年报', 'gbk')]);
    mkdirSync(folder);
    const title = '云山市清河区第1街道办事处2023年政府信息公开工作年度报告';
    writeFileSync(Buffer.concat([folder, Buffer.from('/'), iconv.encode(`${title}.html`, 'gbk')]), htmlOf(sample(1)));
    const data = dataFolder();
    const parent = folder.toString('latin1').split('/').slice(0, -1).join('/');
    expect((await importPaths(data, parent)).summary).toMatchObject({ reports_new: 1, failed: 0 });
    const url = reading(data, (store) => store.get<{ url: string }>('SELECT url FROM report'))?.url ?? '';
    expect(iconv.decode(Buffer.from(unescape(url), 'latin1'), 'gbk')).toContain(title);
  });

  it('does not import the data folder into itself', async () => {
    const home = put(dataFolder(), { 'a.html': htmlOf(sample(1)) });
    const data = join(home, 'data');
    await importPaths(data, home);
    const before = sizeOf(data);
    expect((await importPaths(data, home)).summary.skipped_by_reason).toEqual({ data_folder: 1 });
    expect(sizeOf(data)).toEqual(before);
    const { code, err } = await nianbao('import', join(data, 'warc'), '--data', data);
    expect(code).toBe(2);
    expect(err).toMatch(/lies in the data folder/);
  });

  it('meets one file under two names once', async () => {
    const folder = put(dataFolder(), { 'a.html': htmlOf(sample(1)) });
    linkSync(join(folder, 'a.html'), join(folder, 'b.html'));
    const data = dataFolder();
    await importPaths(data, folder);
    expect(sizeOf(data)).toMatchObject({ capture: 1, payload: 1, imported: 2 });
  });
});

describe('what a report is, of files that no list names', () => {
  const body = (report: string) => `<html><meta charset="utf-8"><body>${report}</body></html>`;
  /** The report's tables and sections, without a line that names organ or year. */
  const nameless = (seed: number) =>
    htmlOf(sample(seed))
      .toString()
      .replace(/[\s\S]*?(?=<table|一、总体情况)/, '<html><meta charset="utf-8"><body><p>')
      .replaceAll(/20\d\d年?/g, '')
      .replaceAll(/云山市清河区第\d+街道办事处/g, '本单位');

  it('takes organ and year from a file name that is a title, and says so', async () => {
    const data = dataFolder();
    const folder = put(dataFolder(), { '3.清河区财政局2020年政府信息公开工作年度报告(1).html': nameless(1) });
    expect((await importPaths(data, folder)).summary.reports_new).toBe(1);
    const stored = reading(data, (store) => ({
      report: store.get('SELECT organ, year, portal_id FROM report'),
      warnings: store.all<{ code: string }>('SELECT code FROM warning').map(({ code }) => code),
    }));
    expect(stored.report).toEqual({ organ: '清河区财政局', year: 2020, portal_id: 'import' });
    expect(stored.warnings).toEqual(expect.arrayContaining(['organ_from_name', 'year_from_name']));
  });

  it('does not take just any file name for an organ, and takes --organ at the next try', async () => {
    const data = dataFolder();
    const folder = put(dataFolder(), { '扫描件2020年政府信息公开年报.html': nameless(1) });
    expect((await importPaths(data, folder)).summary).toMatchObject({ reports_new: 0, documents_without_report: 1 });
    const told = await importPaths(data, folder, '--organ', '清河区财政局');
    expect(told.summary).toMatchObject({ reports_new: 1, files_known: 1 });
    expect(reading(data, (store) => store.get('SELECT organ, year FROM report'))).toEqual({
      organ: '清河区财政局',
      year: 2020,
    });
  });

  it('files neither an interpretation, nor a notice, nor a list of reports', async () => {
    const title = (organ: string) => `${organ}2023年政府信息公开工作年度报告`;
    const page = htmlOf(sample(1)).toString();
    const folder = put(dataFolder(), {
      'interpretation.html': page.replaceAll('工作年度报告', '工作年度报告解读'),
      'notice.html': body(
        `<h1>关于做好2023年政府信息公开工作年度报告编制发布工作的通知</h1><p>各街道：一、总体情况。二、存在的主要问题及改进情况</p>`,
      ),
      'list.html': body(
        `<h1>${title('清河区')}</h1><ul>${['甲街道', '乙街道', '丙街道'].map((organ) => `<li><a href="#">${title(organ)}</a></li>`).join('')}</ul>`,
      ),
    });
    const data = dataFolder();
    expect((await importPaths(data, folder)).summary).toMatchObject({
      reports_new: 0,
      documents_without_report: 3,
      failed: 0,
    });
  });

  it('files under a configured portal or a new one, with its code', async () => {
    const data = dataFolder();
    const folder = put(dataFolder(), { 'a.html': htmlOf(sample(1)) });
    await importPaths(data, folder, '--portal', 'beijing-daxing');
    await importPaths(data, folder, '--portal', 'my-county', '--code', '110115');
    expect(reading(data, (store) => store.all('SELECT id, name, code FROM portal ORDER BY id'))).toEqual([
      { id: 'beijing-daxing', name: expect.stringContaining('大兴'), code: '110115' },
      { id: 'my-county', name: 'my-county', code: '110115' },
    ]);
    // Filed twice, held once.
    expect(reading(data, (store) => store.all('SELECT record_type FROM capture ORDER BY id'))).toEqual([
      { record_type: 'resource' },
      { record_type: 'revisit' },
    ]);
    expect(reading(data, (store) => store.all('SELECT portal_id FROM report ORDER BY id'))).toHaveLength(2);
  });
});

describe('nianbao import', () => {
  it('prints a summary for people: what was found, what was left and why, what next', async () => {
    const folder = put(dataFolder(), { 'a.html': htmlOf(sample(1)), 'cut.pdf': '%PDF-1.4', 'Thumbs.db': 'x' });
    const data = dataFolder();
    const { code, out } = await nianbao('import', folder, '--data', data);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^\nReports: 1 new, 0 changed, 0 joined, 0 unchanged, 1 failed\nFiles: {3}2 files, in [\d.]+ s\n/,
    );
    expect(out).toContain('     1  system_file: hidden, or left there');
    expect(out).toMatch(
      /^Failed:\n {2}damaged {2}\/.*\/cut\.pdf {2}\(.*\n {2}cannot be read, but are archived: 1 damaged$/m,
    );
    expect(out).toContain(`Database: ${join(data, 'nianbao.sqlite')}`);
    expect(out).toContain(`Next:\n  nianbao report list --data ${data}\n`);
    const runs = await nianbao('runs', '--data', data);
    expect(runs.out).toContain('      1 new, 1 failed\n');
  });

  it.each([
    [['nowhere'], /nowhere: no such file or folder/],
    [['src', '--code', '12'], /--code takes six digits/],
    [['src', '--portal', 'Not An Id'], /--portal takes an id/],
    [['src', '--organ', ' '], /--organ needs a value/],
  ])('explains a mistake: import %j', async (argv, message) => {
    const { code, err } = await nianbao('import', ...argv, '--data', dataFolder());
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
