import { describe, expect, test } from 'vitest';
import { compareWithTruth } from '../../../../generator/compare.ts';
import {
  OFD_RULES,
  OFD_TEXTS,
  OFD_TRICKS,
  type OfdManner,
  ofdOf,
  ofdOfScans,
  ofdParts,
} from '../../../../generator/ofd.ts';
import { zipOf } from '../../../../generator/office-zip.ts';
import { UnreadableError } from '../../../../src/extract/document.ts';
import { interpret } from '../../../../src/extract/formats/drawn/interpret.ts';
import { readDocument } from '../../../../src/extract/formats/index.ts';
import { operationsOf } from '../../../../src/extract/formats/ofd/operations.ts';
import { resolvePlace } from '../../../../src/extract/formats/ofd/package.ts';
import { pathData } from '../../../../src/extract/formats/ofd/path-data.ts';
import { NO_RESOURCES } from '../../../../src/extract/formats/ofd/resources.ts';
import { colourOf, deltasOf } from '../../../../src/extract/formats/ofd/values.ts';
import { readPart } from '../../../../src/extract/formats/ofd/xml.ts';
import { extract as extractBytes } from '../../../../src/extract/index.ts';
import { extract } from '../../../../src/index.ts';
import type { SampleReport } from '../../../../src/sample/model.ts';
import { generateReport, type SampleForm } from '../../../../src/sample/report.ts';

async function differences(
  manner: OfdManner,
  seed: number,
  form: SampleForm | null = '2021',
): Promise<readonly string[]> {
  const report = generateReport(seed, form === null ? {} : { form });
  const { right, differences } = compareWithTruth(report.truth, await extract(await ofdOf([report], manner)));
  expect(right).toBeGreaterThan(50);
  return differences;
}

describe('every number of an OFD is read', () => {
  test.each(OFD_TEXTS)('text written as %s', async (text) => {
    expect(await differences({ text }, 11)).toEqual([]);
  });

  test.each(OFD_RULES)('rules drawn as %s', async (rules) => {
    expect(await differences({ rules }, 12, '2019')).toEqual([]);
  });

  test.each(['', 'ofd', 'x'])('elements with the prefix “%s”', async (prefix) => {
    expect(await differences({ prefix }, 13, '2014')).toEqual([]);
  });

  test('pages drawn sideways, cut without a rule, headers again', async () => {
    expect(await differences({ sideways: true, openBottom: true, repeatHeader: true }, 14)).toEqual([]);
  });
});

describe('what nobody sees on the page is not read', () => {
  test.each(OFD_TRICKS)('%s', async (trick) => {
    expect(await differences({ trick }, 15)).toEqual([]);
  });

  test('a watermark over the page', async () => {
    expect(await differences({ watermark: '清溪县人民政府' }, 16)).toEqual([]);
    // Its last page has little else.
    expect(await differences({ watermark: '内部资料', repeatHeader: true }, 820_096, null)).toEqual([]);
  });
});

/** A page without a report. */
const LETTER: SampleReport = {
  ...generateReport(19, { form: 'none' }),
  blocks: [
    {
      kind: 'paragraph',
      text: '现将年度报告随函附上，请予查收。报告全文见附件，如有疑问请与办公室联系，谢谢支持与配合。',
    },
  ],
};

describe('files as they come', () => {
  const report = generateReport(17, { form: '2021' });

  test('a signed file is read, and said to be signed', async () => {
    const read = await extract(await ofdOf([report], { signed: true }));
    expect(compareWithTruth(report.truth, read).differences).toEqual([]);
    expect(read.warnings.map(({ code }) => code)).toContain('signature_unchecked');
  });

  test('of several documents the first report is read, the others are told', async () => {
    const read = await extract(await ofdOf([report, generateReport(18, { form: '2021' })]));
    expect(compareWithTruth(report.truth, read).differences).toEqual([]);
    expect(read.warnings.map(({ code }) => code)).toContain('several_reports');
  });

  test('a file attached to a letter is a member; beside a report it is told', async () => {
    const attached = [{ name: '年报.ofd', content: await ofdOf([report]) }];
    const letter = await extractBytes(await ofdOf([LETTER], { attached }));
    if (letter.kind !== 'archive') throw new Error('read as a document');
    expect(letter.members.map(({ name }) => name)).toEqual(['年报.ofd']);
    const member = await extract(letter.members[0]?.bytes ?? new Uint8Array());
    expect(compareWithTruth(report.truth, member).differences).toEqual([]);
    const read = await extract(await ofdOf([report], { attached: [{ name: '附表.xlsx', content: Buffer.alloc(9) }] }));
    expect(compareWithTruth(report.truth, read).differences).toEqual([]);
    expect(read.warnings).toContainEqual({
      code: 'embedded_unread',
      message: expect.stringContaining('附表.xlsx'),
      where: '附表.xlsx',
    });
  });

  test('of several versions the current one is read, and the others are told', async () => {
    const [old, current] = [ofdParts([generateReport(18, { form: '2021' })]), ofdParts([report])];
    const version = '<DocVersion ID="1"><DocRoot>/New_0/Document.xml</DocRoot></DocVersion>';
    const parts = [
      ...old.map(({ name, content }) => ({
        name,
        content: String(content).replace(
          '</ofd:DocRoot>',
          '$&<ofd:Versions><ofd:Version ID="1" Index="1" Current="false" BaseLoc="V1.xml"/><ofd:Version ID="2" Index="2" Current="true" BaseLoc="V2.xml"/></ofd:Versions>',
        ),
      })),
      ...current.flatMap(({ name, content }) =>
        name === 'OFD.xml' ? [] : [{ name: name.replace('Doc_0', 'New_0'), content }],
      ),
      { name: 'V2.xml', content: version },
    ];
    const read = await extract(new Uint8Array(await zipOf(parts)));
    expect(compareWithTruth(report.truth, read).differences).toEqual([]);
    expect(read.warnings.map(({ code }) => code)).toContain('older_versions');
  });

  test('drawings that are used again and again are refused before they fill the memory', async () => {
    const unit = (id: number) =>
      `<CompositeGraphicUnit ID="${id}"><Content>${`<CompositeObject Boundary="0 0 9 9" ResourceID="${id + 1}"/>`.repeat(10)}</Content></CompositeGraphicUnit>`;
    const units = Array.from({ length: 20 }, (_, index) => unit(index + 1)).join('');
    expect(
      await refused([
        { name: 'OFD.xml', content: root },
        {
          name: 'Doc_0/Document.xml',
          content: `<Document><CommonData><PublicRes>R.xml</PublicRes></CommonData>${document.slice('<Document>'.length)}`,
        },
        {
          name: 'Doc_0/R.xml',
          content: `<Res><CompositeGraphicUnits>${units}</CompositeGraphicUnits></Res>`,
        },
        {
          name: 'Doc_0/Pages/P0.xml',
          content:
            '<Page><Content><Layer><CompositeObject Boundary="0 0 9 9" ResourceID="1"/></Layer></Content></Page>',
        },
      ]),
    ).toContain('too_large: A page of the OFD draws more than');
  });

  const refused = async (entries: readonly { name: string; content: string }[]): Promise<string> => {
    const error: unknown = await readDocument(await zipOf(entries), {}).catch((reason: unknown) => reason);
    if (!(error instanceof UnreadableError)) throw new Error('it was read');
    return `${error.code}: ${error.message}`;
  };
  const root = '<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>';
  const document = '<Document><Pages><Page ID="1" BaseLoc="Pages/P0.xml"/></Pages></Document>';

  test.each([
    [
      'encrypted',
      [
        { name: 'OFD.xml', content: root },
        { name: 'Encryptions.xml', content: '<E/>' },
      ],
    ],
    ['damaged: The OFD names no document', [{ name: 'OFD.xml', content: '<OFD/>' }]],
    ["damaged: The OFD's part Doc_0/Document.xml is missing", [{ name: 'OFD.xml', content: root }]],
    [
      'damaged: The part Doc_0/Pages/P0.xml breaks off',
      [
        { name: 'OFD.xml', content: root },
        { name: 'Doc_0/Document.xml', content: document },
        { name: 'Doc_0/Pages/P0.xml', content: '<Page><Content><Layer><TextObject Boundary="0 0 9 9">' },
      ],
    ],
    [
      'damaged: The OFD has a TextObject that cannot be placed (Boundary "0 0 x", Size "3")',
      [
        { name: 'OFD.xml', content: root },
        { name: 'Doc_0/Document.xml', content: document },
        {
          name: 'Doc_0/Pages/P0.xml',
          content:
            '<Page><Content><Layer><TextObject Boundary="0 0 x" Size="3"><TextCode>5</TextCode></TextObject></Layer></Content></Page>',
        },
      ],
    ],
    [
      'no_text: The OFD has neither text nor pictures',
      [
        { name: 'OFD.xml', content: root },
        { name: 'Doc_0/Document.xml', content: document },
        { name: 'Doc_0/Pages/P0.xml', content: '<Page><Content><Layer/></Content></Page>' },
      ],
    ],
  ])('%s', async (reason, entries) => {
    expect(await refused(entries)).toContain(reason);
  });

  test('a picture that is missing is named', async () => {
    const bytes = await ofdOfScans([{ bytes: Buffer.from('no picture'), ending: 'png' }]);
    const error: unknown = await readDocument(bytes, {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('Doc_0/Res/image_0.png') });
  });
});

describe('what the parts say', () => {
  test('distances in groups', () => {
    expect(deltasOf('1 g 3 5.5 2', 9)).toEqual([1, 5.5, 5.5, 5.5, 2]);
    expect(deltasOf('g 2', 9)).toEqual([]);
    expect(deltasOf('g 999999999 1', 9)).toHaveLength(9);
  });

  test('colours by their number of parts', () => {
    expect(colourOf('128')).toEqual([128, 128, 128]);
    expect(colourOf('255 0 16')).toEqual([255, 0, 16]);
    expect(colourOf('#FF #00 #10')).toEqual([255, 0, 16]);
    expect(colourOf('0 0 0 255')).toEqual([0, 0, 0]);
    expect(colourOf('0 0 0 0')).toEqual([255, 255, 255]);
    expect(colourOf('red')).toBeNull();
  });

  test('places beside the part that names them, or from the root', () => {
    expect(resolvePlace('Pages/P0.xml', 'Doc_0/Document.xml')).toBe('Doc_0/Pages/P0.xml');
    expect(resolvePlace('/Doc_0/Res.xml', 'Doc_0/Pages/P0.xml')).toBe('Doc_0/Res.xml');
    expect(resolvePlace('..\\..\\..\\x.xml', 'Doc_0/Pages/P0.xml')).toBe('x.xml');
  });

  test('shapes', () => {
    expect(pathData('M 0 0 L 10 0 B 1 2 3 4 5 6 Q 1 2 3 4 C')).toEqual([
      0, 0, 0, 1, 10, 0, 2, 1, 2, 3, 4, 5, 6, 3, 1, 2, 3, 4, 4,
    ]);
    expect(pathData('M 0 0 L 10')).toEqual([0, 0, 0]);
    // Half a circle from its left to its right, over the top.
    const half = pathData('M 0 0 A 5 5 0 0 1 10 0').map((value) => Math.round(value * 100) / 100 + 0);
    expect(half).toEqual([0, 0, 0, 2, 0, -2.76, 2.24, -5, 5, -5, 2, 7.76, -5, 10, -2.76, 10, 0]);
    expect(pathData('M 0 0 A 0 5 0 0 1 10 0')).toEqual([0, 0, 0, 1, 10, 0]);
  });

  const layer = (objects: string) =>
    operationsOf([
      {
        objects: readPart(Buffer.from(`<Layer>${objects}</Layer>`), 'test').children,
        resources: NO_RESOURCES,
        drawParam: undefined,
        boundary: null,
        isWatermark: false,
      },
    ]);
  const font = {
    name: '',
    vertical: false,
    type3: false,
    widthScale: 0.001,
    emScale: 1,
    verticalMetrics: [-1000, 500, 880],
  } as const;
  const ink = (objects: string) =>
    interpret({
      operations: layer(objects),
      toPage: [1, 0, 0, 1, 0, 0],
      width: 100,
      height: 100,
      font: () => font,
      isOpaque: () => false,
      visible: () => true,
    });

  test('text downwards stands upright, character below character', () => {
    const { glyphs } = ink(
      '<TextObject Boundary="10 10 10 40" Size="10"><TextCode X="0" Y="10" DeltaY="12 12">年报表</TextCode></TextObject>',
    );
    expect(glyphs.map(({ text, turn, box }) => [text, turn, Math.round(box[0]), Math.round(box[3] - 1.4)])).toEqual([
      ['年', 0, 10, 20],
      ['报', 0, 10, 32],
      ['表', 0, 10, 44],
    ]);
  });

  test('digits in a mirror or on their heads are none, upside down with all the text they are', () => {
    const text =
      '<TextObject Boundary="0 0 20 20" CTM="-1 0 0 1 20 0" Size="10"><TextCode X="0" Y="10">表25</TextCode></TextObject>';
    expect(ink(text).glyphs.map((glyph) => glyph.text)).toEqual(['表', '\ufffd', '\ufffd']);
    const stood = text.replace('CTM="-1 0 0 1 20 0"', 'CharDirection="180"');
    expect(ink(stood).glyphs.map((glyph) => glyph.text)).toEqual(['表', '\ufffd', '\ufffd']);
    expect(ink(text.replace('-1 0 0 1 20 0', '-1 0 0 -1 20 20')).glyphs.map((glyph) => glyph.text)).toEqual([
      '表',
      '2',
      '5',
    ]);
  });

  test('text that a matrix turns knows its turn', () => {
    const { glyphs } = ink(
      '<TextObject Boundary="50 10 20 40" CTM="0 1 -1 0 10 0" Size="10"><TextCode X="0" Y="0">表</TextCode></TextObject>',
    );
    expect(glyphs.map(({ text, turn }) => [text, turn])).toEqual([['表', 1]]);
  });
});
