import sharp from 'sharp';
import { expect, test } from 'vitest';
import { jbig2Of } from '../../../../generator/jbig2.ts';
import { zipOf } from '../../../../generator/office-zip.ts';
import { squareFont } from '../../../../generator/square-font.ts';
import { bmpPicture } from '../../../../src/extract/formats/bmp.ts';
import { openOfdPages } from '../../../../src/extract/formats/ofd/index.ts';

const picture = (colour: string) => sharp({ create: { width: 40, height: 300, channels: 4, background: colour } });

/** A Windows bitmap of 24 bits, all black. */
function blackBitmap(width: number, height: number): Buffer {
  const rows = Buffer.alloc(Math.ceil((width * 3) / 4) * 4 * height);
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return Buffer.concat([head, rows]);
}

/** What is drawn, each in a square of 10 mm: how dark its place must be in the picture, from 0 for paper to 255. */
const DRAWN: readonly (readonly [what: string, object: string, dark: number])[] = [
  ['a picture in PNG', '<ImageObject Boundary="AT" ResourceID="11"/>', 255],
  ['one that lets all through', '<ImageObject Boundary="AT" ResourceID="12"/>', 0],
  ['one that lets half through', '<ImageObject Boundary="AT" Alpha="128" ResourceID="11"/>', 128],
  ['one in JPEG', '<ImageObject Boundary="AT" ResourceID="13"/>', 255],
  ['one in TIFF', '<ImageObject Boundary="AT" ResourceID="14"/>', 255],
  ['one in JBIG2', '<ImageObject Boundary="AT" ResourceID="15"/>', 255],
  ['one in BMP', '<ImageObject Boundary="AT" ResourceID="16"/>', 255],
  ['one that is none', '<ImageObject Boundary="AT" ResourceID="17"/>', 0],
  ['a path', `<PathObject Boundary="AT" Fill="true"><FillColor Value="0"/>${square()}</PathObject>`, 255],
  [
    'a curve',
    '<PathObject Boundary="AT" Fill="true"><FillColor Value="0"/><AbbreviatedData>M 0 0 Q 20 5 0 10 B -5 8 -5 2 0 0 C</AbbreviatedData></PathObject>',
    255,
  ],
  [
    'a path with a hole',
    `<PathObject Boundary="AT" Stroke="false" Fill="true" Rule="Even-Odd"><FillColor Value="0"/><AbbreviatedData>M 0 0 L 10 0 L 10 10 L 0 10 C M 2 2 L 8 2 L 8 8 L 2 8 C</AbbreviatedData></PathObject>`,
    0,
  ],
  [
    'what a clip takes away',
    `<PathObject Boundary="AT" Fill="true"><Clips><Clip><Area><Path Boundary="0 0 1 1">${square()}</Path></Area></Clip></Clips><FillColor Value="0"/>${square()}</PathObject>`,
    255,
  ],
  ['a character of a font that comes along', text('<TextCode X="0" Y="10">\ue001</TextCode>'), 255],
  [
    'a glyph by its number',
    text('<CGTransform CodePosition="0"><Glyphs>1</Glyphs></CGTransform><TextCode X="0" Y="10">¤</TextCode>'),
    255,
  ],
  ['a character that the font has not', text('<TextCode X="0" Y="10">年</TextCode>'), 0],
  ['a character of a font that is not there', text('<TextCode X="0" Y="10">\ue001</TextCode>', 9), 0],
];

function square(): string {
  return '<AbbreviatedData>M 0 0 L 10 0 L 10 10 L 0 10 C</AbbreviatedData>';
}

function text(inside: string, font = 8): string {
  return `<TextObject Boundary="AT" Font="${font}" Size="10">${inside}</TextObject>`;
}

test('pages are drawn for recognition as a reader sees them', async () => {
  const black = picture('#000');
  const files = {
    'black.png': await black.clone().png().toBuffer(),
    'clear.png': await picture('#0000').png().toBuffer(),
    'black.jpg': await black.clone().jpeg().toBuffer(),
    'black.tif': await black.clone().removeAlpha().tiff({ compression: 'lzw' }).toBuffer(),
    'black.jb2': Buffer.from(await jbig2Of(await black.clone().png().toBuffer())),
    'black.bmp': blackBitmap(3, 3),
    'none.png': Buffer.from('no picture'),
  };
  const medias = Object.keys(files)
    .map((name, index) => `<MultiMedia ID="${11 + index}" Type="Image"><MediaFile>${name}</MediaFile></MultiMedia>`)
    .join('');
  const objects = DRAWN.map(([, object], index) =>
    object.replace('AT', `${10 + (index % 4) * 20} ${10 + (index >> 2) * 20} 10 10`),
  );
  const bytes = await zipOf([
    { name: 'OFD.xml', content: '<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>' },
    {
      name: 'Doc_0/Document.xml',
      content:
        '<Document><CommonData><PageArea><PhysicalBox>0 0 90 90</PhysicalBox></PageArea><PublicRes>Res.xml</PublicRes></CommonData><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>',
    },
    {
      name: 'Doc_0/Res.xml',
      content: `<Res BaseLoc="Res"><Fonts><Font ID="8" FontName="s"><FontFile>square.ttf</FontFile></Font><Font ID="9" FontName="t"/></Fonts><MultiMedias>${medias}</MultiMedias></Res>`,
    },
    { name: 'Doc_0/P.xml', content: `<Page><Content><Layer>${objects.join('')}</Layer></Content></Page>` },
    { name: 'Doc_0/Res/square.ttf', content: squareFont(0xe001) },
    ...Object.entries(files).map(([name, content]) => ({ name: `Doc_0/Res/${name}`, content })),
  ]);
  const { raster } = await openOfdPages(bytes);
  const { image, dpi } = await raster.picture(1);
  const darkness = (index: number): number => {
    const [x, y] = [15 + (index % 4) * 20, 15 + (index >> 2) * 20].map((place) => Math.round((place * dpi) / 25.4));
    return 255 - (image.data[(y ?? 0) * image.width + (x ?? 0)] ?? 0);
  };
  expect(DRAWN.map(([what], index) => [what, Math.round(darkness(index) / 8)])).toEqual(
    DRAWN.map(([what, , dark]) => [what, Math.round(dark / 8)]),
  );
  expect(raster.lost).toMatchObject([
    { page: 1, reason: { code: 'unsupported', message: expect.stringContaining('Doc_0/Res/none.png') } },
  ]);
});

test('bitmaps are read by their bits, from the bottom up; damaged ones are not', () => {
  const bitmap = blackBitmap(2, 2);
  bitmap.set([1, 2, 3], 54);
  expect(bmpPicture(bitmap, 100)?.data).toEqual(Uint8Array.from([0, 0, 0, 0, 0, 0, 3, 2, 1, 0, 0, 0]));
  expect(bmpPicture(bitmap.subarray(0, 60), 100)).toBeNull();
  expect(bmpPicture(bitmap, 3)).toBeNull();
});
