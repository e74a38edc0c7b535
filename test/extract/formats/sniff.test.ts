import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../../generator/office-zip.ts';
import { UnreadableError } from '../../../src/extract/document.ts';
import { readDocument } from '../../../src/extract/formats/index.ts';
import { sniffFormat } from '../../../src/extract/formats/sniff.ts';

const cfb: typeof import('cfb') = createRequire(import.meta.url)('cfb');
const office = join(import.meta.dirname, '../../fixtures/office');
const fixture = (name: string): Uint8Array => readFileSync(join(office, name));
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function ole(...streams: string[]): Uint8Array {
  const container = cfb.utils.cfb_new();
  for (const name of streams) cfb.utils.cfb_add(container, name, Buffer.alloc(600, 1));
  return Buffer.from(cfb.write(container, { type: 'buffer' }));
}

function codeOf(bytes: Uint8Array): string {
  try {
    return `format ${sniffFormat(bytes)}`;
  } catch (error) {
    if (error instanceof UnreadableError) return error.code;
    throw error;
  }
}

describe('sniffFormat', () => {
  it.each([
    ['plain-2021.doc', 'doc'],
    ['plain-2021.docx', 'docx'],
    ['plain-2021.odt', 'odt'],
    ['plain-2021.rtf', 'rtf'],
    ['plain-2021.xls', 'xls'],
  ])('tells %s by its content under any name', (name, format) => {
    expect(sniffFormat(fixture(name))).toBe(format);
    expect(sniffFormat(fixture(name), { name: 'report.pdf' })).toBe(format);
  });

  it('tells WPS from Word by the name, as both save the same streams', () => {
    expect(sniffFormat(fixture('plain-2021.wps'), { name: '年报.WPS' })).toBe('wps');
    expect(sniffFormat(fixture('plain-2021.wps'), { name: '年报.doc' })).toBe('doc');
  });

  it('looks at the streams of the root only: a document may hold an Excel sheet', () => {
    expect(sniffFormat(ole('/WordDocument', '/1Table', '/ObjectPool/_1/Workbook'))).toBe('doc');
    expect(sniffFormat(ole('/Workbook', '/MBD0001/WordDocument'))).toBe('xls');
  });

  it('refuses protected and foreign OLE files with the reason', () => {
    expect(codeOf(ole('/EncryptedPackage', '/EncryptionInfo'))).toBe('encrypted');
    expect(codeOf(ole('/PowerPoint Document'))).toBe('unsupported');
    expect(codeOf(ole('/Something'))).toBe('unknown_format');
    expect(codeOf(ole('/WordDocument').slice(0, 700))).toBe('damaged');
  });

  it.each([
    ['docx', ['[Content_Types].xml', 'word/document2.xml']],
    ['docx', ['[Content_Types].xml', 'word\\document.xml']],
    ['xlsx', ['[Content_Types].xml', 'xl/workbook.xml']],
    ['zip', ['2023/年报.docx', 'word.txt']],
  ])('tells %s by the names in the package', async (format, names) => {
    const bytes = await zipOf(names.map((name) => ({ name: name.replace('\\', '/'), content: 'x' })));
    const swapped = names.some((name) => name.includes('\\'))
      ? Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('word/', 'word\\'), 'latin1')
      : bytes;
    expect(sniffFormat(swapped)).toBe(format);
  });

  it('refuses UOF and presentations by name', async () => {
    for (const name of ['uof.xml']) expect(codeOf(await zipOf([{ name, content: 'x' }]))).toBe('unsupported');
    expect(
      codeOf(
        await zipOf([
          { name: '[Content_Types].xml', content: 'x' },
          { name: 'ppt/presentation.xml', content: 'x' },
        ]),
      ),
    ).toBe('unsupported');
  });

  it.each([
    ['pdf', '%PDF-1.4\n'],
    ['pdf', '\r\n\r\njunk before it\n%PDF-1.7\n'],
    ['image', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image', '\x89PNG\r\n\x1a\n'],
    ['image', 'GIF89a....'],
    ['image', `BM${'\0'.repeat(12)}\x28\0\0\0`],
    ['image', 'II*\0\x08\0\0\0'],
    ['image', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['rar', 'Rar!\x1a\x07\x01\0'],
    ['rtf', '\xef\xbb\xbf{\\rtf1\\ansi x}'],
    ['zip', `PK\x05\x06${'\0'.repeat(18)}`],
  ])('tells %s by its first bytes (%j)', (format, head) => {
    expect(sniffFormat(latin1(head))).toBe(format);
  });

  it.each([
    ['html', '<!DOCTYPE html><p>404</p>'],
    [
      'html',
      '\r\n\t<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="x"><body>Word as .doc</body></html>',
    ],
    ['html', '<?xml version="1.0"?><!DOCTYPE html><html><body></body></html>'],
    ['html', '正文<p>一、总体情况</p><table><tr><td>1</td></tr></table>'],
    ['html', 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'],
    ['docx', '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument xmlns:w="x">'],
    ['docx', '<?xml version="1.0"?><pkg:package xmlns:pkg="x">'],
    ['xls', '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'],
    [
      'odt',
      '<?xml version="1.0"?><office:document xmlns:office="x" office:mimetype="application/vnd.oasis.opendocument.text">',
    ],
    ['text', '一、总体情况\n本年度……'],
    ['text', '| 规章 | 1<br>2 | 3 |'],
    ['text', 'From: the report\nsubject to change'],
  ])('tells %s by its markup (%j)', (format, text) => {
    expect(sniffFormat(Buffer.from(text))).toBe(format);
  });

  it('sees UTF-16 with and without a byte order mark', () => {
    expect(sniffFormat(Buffer.from('\ufeff<html><body>年报</body></html>', 'utf16le'))).toBe('html');
    expect(sniffFormat(Buffer.from('<html><body>年报</body></html>', 'utf16le'))).toBe('html');
    expect(sniffFormat(Buffer.from('\ufeff年度报告', 'utf16le'))).toBe('text');
  });

  it('refuses what is empty, unknown or never a report', () => {
    expect(codeOf(new Uint8Array())).toBe('empty');
    expect(codeOf(latin1(' \r\n\0\0'))).toBe('empty');
    expect(codeOf(Uint8Array.from({ length: 400 }, (_, index) => (index * 7) % 31))).toBe('unknown_format');
    expect(codeOf(latin1('7z\xbc\xaf\x27\x1c\0\x04'))).toBe('unsupported');
    expect(codeOf(latin1('MZ\x90\0'))).toBe('unsupported');
    expect(codeOf(Buffer.from('<?xml version="1.0"?><uof:UOF xmlns:uof="x"><字:正文/></uof:UOF>'))).toBe('unsupported');
    expect(codeOf(Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar')]))).toBe('unsupported');
  });
});

describe('a single-file web page', () => {
  const page = '<html><body><p>一、总体情况</p></body></html>';
  const mail = (coding: string, body: string) =>
    `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--=x"\r\n\r\n----=x\r\nContent-Type: text/html;\r\n charset="utf-8"\r\nContent-Transfer-Encoding: ${coding}\r\n\r\n${body}\r\n----=x\r\nContent-Type: image/png\r\n\r\n..\r\n----=x--\r\n`;
  const quoted = [...Buffer.from(page)]
    .map((byte) => `=${byte.toString(16).toUpperCase()}`)
    .join('')
    .replace(/(.{60})/g, '$1=\r\n');

  it.each([
    ['8bit', page],
    ['base64', Buffer.from(page).toString('base64')],
    ['quoted-printable', quoted],
  ])('is read through %s coding', async (coding, body) => {
    const read = await readDocument(Buffer.from(mail(coding, body)), { name: '年报.doc' });
    expect(read).toMatchObject({ document: { format: 'html', blocks: [{ text: '一、总体情况' }] } });
  });

  it('is read up to its last whole row where the file is cut short, with a warning', async () => {
    const rows = '<table><tr><td>规章</td><td>12</td></tr><tr><td>行政处罚</td><td>34</td></tr></table>';
    const whole = mail('8bit', `<html><body>${rows}</body></html>`);
    const cut = await readDocument(Buffer.from(whole.slice(0, whole.indexOf('34') + 1)), { name: '年报.doc' });
    expect(cut).toMatchObject({ document: { warnings: [{ code: 'cut_short' }] } });
    expect(JSON.stringify(cut)).toMatch(/规章.*12/);
    expect(JSON.stringify(cut)).not.toContain('行政处罚');
    expect(await readDocument(Buffer.from(whole), { name: '年报.doc' })).toMatchObject({ document: { warnings: [] } });
  });

  it('of a workbook holds its sheets behind a frame', async () => {
    const part = (name: string, html: string) =>
      `--b\r\nContent-Location: file:///C:/1/${name}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n${html}\r\n`;
    const sheet = (text: string) => `<html><body><table><tr><td>${text}</td><td></td></tr></table></body></html>`;
    const book = [
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n',
      part(
        'Book1.htm',
        '<html><frameset rows="*,39"><frame src="Book1.files/sheet001.htm"><noframes><body>无框架</body></noframes></frameset></html>',
      ),
      part('Book1.files/tabstrip.htm', '<html><body>Sheet1</body></html>'),
      part('Book1.files/sheet002.htm', sheet('二、主动公开')),
      part('Book1.files/sheet001.htm', sheet('一、总体情况')),
      '--b--\r\n',
    ];
    const read = await readDocument(Buffer.from(book.join('')), { name: '年报.xls' });
    expect(JSON.stringify(read).match(/[一二]、....|无框架|Sheet1/g)).toEqual(['一、总体情况', '二、主动公开']);
  });
});

describe('a workbook saved as a web page', () => {
  it('has its title and text in cells, which are paragraphs', async () => {
    const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const sheet = [row('某县2022年年报', '', ''), row('信息内容', '制发', '废止'), row('规章', '1', '2')].join('');
    const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet></head><body><table>${sheet}</table></body></html>`;
    const read = await readDocument(Buffer.from(page), { name: '年报.xls' });
    expect(read).toMatchObject({
      document: { format: 'html', blocks: [{ text: '某县2022年年报' }, { kind: 'table', rows: 2, columns: 3 }] },
    });
  });
});
