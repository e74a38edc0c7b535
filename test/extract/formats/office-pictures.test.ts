import { utils, write } from '@e965/xlsx';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../../generator/office-zip.ts';
import { bytesOf, docOf } from '../../support/doc.ts';
import { outline, readOffice } from '../../support/office.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A page with nothing but the digits 2 0 2 3, large. */
async function page(width: number, height: number): Promise<Buffer> {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/><text x="80" y="200" font-size="90" font-family="DejaVu Sans, Arial, sans-serif">2023</text></svg>`;
  return sharp(Buffer.from(text)).png().toBuffer();
}

/** A DOCX with a picture, or a page in another format, after the given text. */
const docxAround = (text: string, kind: 'image' | 'aFChunk', content: Uint8Array) =>
  zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'word/document.xml',
      content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELATIONS}"><w:body><w:p><w:r><w:t>${text}</w:t>${kind === 'image' ? '<a:blip r:embed="r7"/>' : ''}</w:r></w:p>${kind === 'aFChunk' ? '<w:altChunk r:id="r7"/>' : ''}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `<Relationships><Relationship Id="r7" Type="${RELATIONS}/${kind}" Target="embedded/one"/></Relationships>`,
    },
    { name: 'word/embedded/one', content },
  ]);

/** A picture as it stands in the data stream of a DOC: record header, checksum, tag. */
function pictureRecord(content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0x00, 0x6e, 0x1e, 0xf0, ...bytesOf(content.length + 17, 4)]),
    Buffer.alloc(17),
    content,
  ]);
}

describe('a document of nothing but pictures', () => {
  it('has its pages recognised', async () => {
    const picture = await page(1240, 1754);
    for (const bytes of [
      await docxAround('', 'image', picture),
      docOf([{ text: '\x01\r' }], { data: Buffer.concat([Buffer.alloc(80), pictureRecord(picture)]) }),
    ]) {
      const { blocks, warnings } = await readOffice(bytes);
      expect(outline(blocks).join('')).toContain('2023');
      expect(warnings.map(({ code }) => code)).toContain('recognised');
    }
  });

  it('is refused where the pictures are too small for pages', async () => {
    const bytes = await docxAround('', 'image', await page(300, 300));
    await expect(readOffice(bytes)).rejects.toMatchObject({ code: 'no_text' });
  });
});

it('warns of large pictures in a document with text and without a table', async () => {
  const picture = await page(1240, 900);
  const { blocks, warnings } = await readOffice(await docxAround('一、总体情况', 'image', picture));
  expect(outline(blocks)).toEqual(['一、总体情况']);
  expect(warnings).toMatchObject([{ code: 'pictures_unread' }]);
});

it('puts an embedded sheet and a page that Word takes in where they stand, and says what it cannot read', async () => {
  const sheet = utils.book_new();
  utils.book_append_sheet(sheet, utils.aoa_to_sheet([['规章', 3]]), 'a');
  const object = (id: string, program: string) =>
    `<w:p><w:r><w:t>${id}</w:t><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="${program}" r:id="${id}"/></w:object></w:r></w:p>`;
  const files: Readonly<Record<string, string | Uint8Array>> = {
    book: Buffer.from(write(sheet, { type: 'array', bookType: 'xlsx' })),
    page: '<html><body><table><tr><td>行政许可</td><td>4</td></tr></table></body></html>',
    bad: 'PK\x03\x04',
  };
  const body = `${object('book', 'Excel.Sheet.12')}<w:altChunk r:id="page"/>${object('bad', 'Excel.Sheet.8')}${object('book', 'Excel.Chart.8')}<w:p><w:r><w:t>后</w:t></w:r></w:p>`;
  const bytes = await zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'word/document.xml',
      content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${RELATIONS}"><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `<Relationships>${Object.keys(files)
        .map((id) => `<Relationship Id="${id}" Type="${RELATIONS}/package" Target="${id}"/>`)
        .join('')}</Relationships>`,
    },
    ...Object.entries(files).map(([name, content]) => ({ name: `word/${name}`, content })),
  ]);
  const { blocks, warnings } = await readOffice(bytes);
  expect(outline(blocks)).toEqual(['book', ['0/0 规章', '0/1 3'], ['0/0 行政许可', '0/1 4'], 'bad', 'book', '后']);
  expect(warnings).toMatchObject([{ code: 'embedded_unread' }]);
});

it('tells of workbooks in a DOC, which shows pictures of them', async () => {
  const { warnings } = await readOffice(
    docOf([{ text: '一、总体情况\r' }], { streams: { 'ObjectPool/_1/Workbook': Buffer.alloc(8) } }),
  );
  expect(warnings).toMatchObject([{ code: 'embedded_unread' }]);
});

it('reads a web page that a Word file takes in', async () => {
  const html = '<html><body><p>一、总体情况</p><table><tr><td>规章</td><td>3</td></tr></table></body></html>';
  const { format, blocks } = await readOffice(await docxAround('', 'aFChunk', Buffer.from(html)));
  expect(format).toBe('docx');
  expect(outline(blocks)).toEqual(['一、总体情况', ['0/0 规章', '0/1 3']]);
});
