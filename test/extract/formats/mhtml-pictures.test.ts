import { expect, it } from 'vitest';
import { mhtmlPage } from '../../../src/extract/formats/sniff/mhtml.ts';

const PICTURE = Buffer.from('a picture').toString('base64');
const file = (body: string): Buffer =>
  Buffer.from(
    [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      body,
      '--b',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      'Content-ID: <image1@x>',
      'Content-Location: file:///C:/report.files/image001.png',
      '',
      PICTURE,
      '--b--',
    ].join('\r\n'),
  );
const pageOf = (body: string): string => Buffer.from(mhtmlPage(file(body))?.bytes ?? []).toString();

it('pictures of a page saved as one file are put into the page, by whichever name it calls them', () => {
  for (const name of ['cid:image1@x', 'report.files/image001.png', 'file:///C:/report.files/image001.png'])
    expect(pageOf(`<p><img width=600 src="${name}"></p>`)).toContain(`src="data:image/png;base64,${PICTURE}"`);
});

it('a page with tables stays as it is, and so does one whose picture is not in the file', () => {
  expect(pageOf('<table><tr><td><img src="cid:image1@x"></td></tr></table>')).toContain('cid:image1@x');
  expect(pageOf('<p><img src="other.png"></p>')).toContain('src="other.png"');
});

it('obeys the style sheets that are parts of the file', () => {
  const source = file('<head><link rel="stylesheet" media="screen" href="cid:css1@x"></head><p>a</p>')
    .toString()
    .replace('Content-Type: image/png', 'Content-Type: text/css')
    .replace('image1@x', 'css1@x')
    .replace(PICTURE, Buffer.from('.q{display:none}').toString('base64'));
  const page = Buffer.from(mhtmlPage(Buffer.from(source))?.bytes ?? []).toString();
  expect(page).toContain('<style media="screen">.q{display:none}</style>');
});
