import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { compareWithTruth } from '../../../../generator/compare.ts';
import { type OfdManner, type OfdPart, ofdParts } from '../../../../generator/ofd.ts';
import { zipOf } from '../../../../generator/office-zip.ts';
import { extract } from '../../../../src/index.ts';
import { generateReport } from '../../../../src/sample/report.ts';

/* Files as producers write them beside the standard, and such as would have a number read that nobody sees. */

const report = generateReport(47, { form: '2021' });

type Change = (part: OfdPart) => OfdPart;

async function read(change: Change, manner: OfdManner = {}) {
  const found = await extract(new Uint8Array(await zipOf(ofdParts([report], manner).map(change))));
  const { missing, wrong, differences } = compareWithTruth(report.truth, found);
  return { missing, wrong, differences, codes: found.warnings.map(({ code }) => code) };
}

const inText =
  (name: RegExp, change: (xml: string) => string): Change =>
  (part) =>
    name.test(part.name) && typeof part.content === 'string' ? { ...part, content: change(part.content) } : part;
const inPages = (change: (xml: string) => string): Change => inText(/Content\.xml$/, change);
/** Text objects that print a number: each, or each `nth`. */
const inNumbers = (change: (object: string) => string, nth = 1): Change => {
  let count = 0;
  return inPages((xml) =>
    xml.replace(/<ofd:TextObject(?:(?!<\/ofd:TextObject>).)*>\d+<\/ofd:TextCode><\/ofd:TextObject>/g, (object) =>
      count++ % nth === 0 ? change(object) : object,
    ),
  );
};
/** Fewer than would have a page recognised from its picture. */
const FEW = 6;
/** Characters drawn by glyphs of given numbers, and what stands for them in the text. */
const drawnAs = (
  glyphs: (text: string) => readonly number[],
  {
    code = (text: string) => text,
    count,
    nth = FEW,
  }: { code?: (text: string) => string; count?: number; nth?: number } = {},
): Change =>
  inNumbers(
    (object) =>
      object.replace(
        /<ofd:TextCode([^>]*)>(\d+)</,
        (_, attributes: string, text: string) =>
          `<ofd:CGTransform CodePosition="0" CodeCount="${count ?? text.length}"><ofd:Glyphs>${glyphs(text).join(' ')}</ofd:Glyphs></ofd:CGTransform><ofd:TextCode${attributes}>${code(text)}<`,
      ),
    nth,
  );
const own = (text: string): number[] => [...text].map((digit) => 17 + Number(digit));
const same: Change = (part) => part;

describe('every number is read, however the parts are written', () => {
  test.each<[string, Change, OfdManner?]>([
    ['GB 18030', same, { charset: 'gb18030' }],
    ['UTF-16', same, { charset: 'utf-16' }],
    [
      'GBK that says it were UTF-8',
      (part) => (typeof part.content === 'string' ? { ...part, content: iconv.encode(part.content, 'gbk') } : part),
    ],
    ['places from the root', same, { places: 'absolute', rules: 'template', watermark: '清溪县人民政府' }],
    ['such places without their slash', same, { places: 'slashless', rules: 'template' }],
    ['names of another system', ({ name, content }) => ({ name: name.replace(/\//g, '\\').toUpperCase(), content })],
    [
      'a line an element, a line a text',
      inPages((xml) =>
        xml
          .replace(/>(?=[^<])/g, '>\n   ')
          .replace(/(?<=[^>])<\//g, '\n  </')
          .replace(/></g, '>\n<'),
      ),
    ],
    ['digits by their codes', inPages((xml) => xml.replace(/>(\d)(\d+)</g, '>&#x3$1;$2<'))],
    [
      'numbers written from their end',
      inNumbers((object) =>
        object.replace(
          /X="0"(.*)DeltaX="([^"]*)">(\d+)</,
          (_, between: string, deltas: string, text: string) =>
            `X="${deltas.split(' ').reduce((sum, way) => sum + Number(way), 0)}"${between}DeltaX="${deltas.replace(/[\d.]+/g, '-$&')}">${[...text].reverse().join('')}<`,
        ),
      ),
    ],
    [
      'boundaries without room',
      inPages((xml) => xml.replace(/(<ofd:TextObject[^>]*Boundary="\S+ \S+) \S+ \S+"/g, '$1 0 0"')),
    ],
    ['pages without a size', inPages((xml) => xml.replace(/PhysicalBox>[^<]*</, 'PhysicalBox>0 0 0 0<'))],
    [
      'everything in blocks in blocks',
      inPages((xml) =>
        xml.replace(
          /(<ofd:Layer[^>]*>)(.*)(<\/ofd:Layer>)/s,
          '$1<ofd:PageBlock><ofd:PageBlock>$2</ofd:PageBlock></ofd:PageBlock>$3',
        ),
      ),
    ],
    ['parameters in a circle', inText(/Res\.xml$/, (xml) => xml.replace('DrawParam ID="2"', '$& Relative="2"'))],
    ['digits by the glyphs of their own', drawnAs(own, { nth: 1 })],
  ])('%s', async (_, change, manner) => {
    expect((await read(change, manner)).differences).toEqual([]);
  });
});

describe('what the page does not tell is null, never another number', () => {
  test.each<[string, Change]>([
    ['characters that stand for any glyph', drawnAs(own, { code: (text) => text.replace(/\d$/, '¤') })],
    ['one digit for every glyph', drawnAs(own, { code: (text) => '0'.repeat(text.length) })],
    ['one glyph for every digit', drawnAs((text) => [...text].map(() => 17))],
    ['more glyphs than characters', drawnAs(() => [17, 18, 19], { count: 1 })],
    ['characters of private codes', inNumbers((object) => object.replace(/\d</, '\ue123<'), FEW)],
    ['digits in a heap', inNumbers((object) => object.replace(/DeltaX="[^"]*"/, 'DeltaX="g 9 0"'))],
    [
      'a number over the number',
      inNumbers(
        (object) =>
          object.replace(/>\d+</, (text) => text.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10))) + object,
      ),
    ],
    [
      'entities of its own',
      inPages((xml) =>
        xml.replace('<ofd:Page', '<!DOCTYPE x [<!ENTITY a "99">]><ofd:Page').replace(/>(\d)(\d+)</g, '>$1&a;$2<'),
      ),
    ],
  ])('%s', async (_, change) => {
    const { missing, wrong, codes } = await read(change);
    expect({ wrong, isMissing: missing > 0 }).toEqual({ wrong: 0, isMissing: true });
    expect(codes).toContain('unreadable_value');
  });
});
