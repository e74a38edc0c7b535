import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { openStore } from '../../src/store/store.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';
import { sharedCases } from '../support/cases.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { flipByte } from '../support/flip-byte.ts';

const CELL = 'app_new_received_total';
const why = (data: string, seed: number, ...more: string[]) =>
  nianbao('why', `云山市清河区第${seed}街道办事处`, '2023', ...more, '--data', data);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('nianbao why', () => {
  it('goes back from a number to the bytes, reads them again, and gives both', async () => {
    const data = dataFolder();
    const html = htmlOf(sample(1));
    await importPaths(data, put(dataFolder(), { '1.html': html }));
    const [bytes, picture] = [join(data, 'bytes.html'), join(data, 'cell.html')];
    const { code, out } = await why(data, 1, CELL, '--bytes', bytes, '--open', picture);
    const value = sample(1).truth.applications?.new_received?.total;
    expect(code).toBe(0);
    expect(out).toContain(`value      ${value} 件\n← printed    “${value}”\n← place      table 1, row `);
    expect(out).toContain(`sha256 ${sha256(html)}`);
    expect(out).toMatch(/← archive {4}\S+\.warc\.gz at \d+, \d+ bytes\n← answer {5}file:\/\/\/\S+1\.html/);
    expect(out).toContain('✓ read again out of the archive by extractor');
    expect(readFileSync(bytes)).toEqual(html);
    expect(readFileSync(picture, 'utf8')).toContain(`class="here">${value}</td>`);
    const json = JSON.parse((await why(data, 1, 'applications.new_received.total', '--json')).out);
    expect(json).toMatchObject({ cell: { value, page: null }, reread: { differences: [] }, capture: { seen: 1 } });
  });

  it('says in what a stored number differs from what its bytes give, and what is lost', async () => {
    const data = dataFolder();
    await importPaths(data, put(dataFolder(), { '2.html': htmlOf(sample(2)) }));
    const store = openStore(data);
    store.run(
      `UPDATE cell SET value = 4711, source_row = 99 WHERE key_id = (SELECT id FROM figure_key WHERE export_name = '${CELL}')`,
    );
    const place = store.get<{ name: string; at: number }>(
      'SELECT name, warc_offset + warc_length / 2 AS at FROM capture JOIN warc_file ON warc_file.id = warc_file_id',
    );
    store.close();
    const wrong = await why(data, 2, CELL);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toMatch(/✗ read again .*value: 4711 is stored, \d+ is read; row: 99 is stored, \d+ is read/);
    flipByte(join(data, place?.name ?? ''), place?.at ?? 0);
    const lost = await why(data, 2, CELL);
    expect(lost).toMatchObject({ code: 1, out: expect.stringContaining('✗ read again: ') });
  });

  it('finds a file in an archive, and a row of the list of 2014', async () => {
    const data = dataFolder();
    const zip = new ZipFile();
    const html = htmlOf(sample(3, { form: '2014', year: 2016 }));
    zip.addBuffer(html, '报告.html');
    zip.end();
    await importPaths(data, put(dataFolder(), { 'all.zip': await buffer(zip.outputStream) }));
    const bytes = join(data, 'member.html');
    const asked = ['why', '第3街道', '2016', 'ind_received', '--data', data, '--bytes', bytes] as const;
    const { code, out } = await nianbao(...asked);
    expect(code).toBe(0);
    expect(out).toContain('as 报告.html');
    expect(out).toContain('收到申请数');
    expect(readFileSync(bytes)).toEqual(html);
  });

  it('names cells that there are', async () => {
    const data = dataFolder();
    await importPaths(data, put(dataFolder(), { '4.html': htmlOf(sample(4)) }));
    expect(await why(data, 4, 'app_nothing')).toMatchObject({ code: 2, err: expect.stringContaining('it has dis_') });
    expect(await why(data, 5, CELL)).toMatchObject({ code: 2, err: expect.stringContaining('no report of') });
  });

  it.skipIf(sharedCases === null)('draws the page of a PDF with the cell marked', async () => {
    const data = dataFolder();
    const file = `${sharedCases}extract/pdf-raised-note.pdf`;
    await importPaths(data, file, '--organ', '清河区人民政府');
    const store = openStore(data, { readonly: true });
    const report = store.get<{ organ: string; year: number }>('SELECT organ, year FROM report');
    store.close();
    const picture = join(data, 'page.svg');
    const asked = ['why', report?.organ ?? '', String(report?.year), CELL, '--data', data, '--open', picture] as const;
    const { code, out } = await nianbao(...asked);
    expect(code, out).toBe(0);
    expect(out).toMatch(/page \d+ at \[[\d.]+, [\d.]+, [\d.]+, [\d.]+\]/);
    expect(readFileSync(picture, 'utf8')).toMatch(
      /^<svg[\s\S]*<rect x="[\d.]+" y="[\d.]+"[^>]*stroke="#dc2626"[^>]*\/><\/svg>$/,
    );
  });
});
