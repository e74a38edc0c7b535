import { escapeHtml } from '../../src/sample/layouts/html.ts';
import type { Random } from '../../src/sample/random.ts';

/* Pages inside other files: saved by a browser, answered by a service, mixed into Markdown. */

/** A page as a browser saves it in one file. */
export function mhtmlOf(whole: string, random: Random): Buffer {
  const isBase64 = random.chance(0.5);
  // Browsers put the page's style sheets into parts of their own.
  const css = /<style>([^<]*)<\/style>/.exec(whole)?.[1] ?? '';
  const page = whole.replace(/<style>[^<]*<\/style>/, '<link rel="stylesheet" href="cid:css-1@mhtml.blink">');
  const bytes = Buffer.from(page);
  const body = isBase64 ? (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n') : quotedPrintable(bytes);
  return Buffer.from(
    [
      'From: <Saved by Blink>',
      'Subject: =?utf-8?Q?x?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----MultipartBoundary--abc----"',
      '',
      '',
      '------MultipartBoundary--abc----',
      'Content-Type: text/html; charset=utf-8',
      `Content-Transfer-Encoding: ${isBase64 ? 'base64' : 'quoted-printable'}`,
      'Content-Location: http://www.qx.gov.cn/nb/t1.html',
      '',
      body,
      '------MultipartBoundary--abc----',
      'Content-Type: text/css',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Location: cid:css-1@mhtml.blink',
      '',
      quotedPrintable(Buffer.from(`p { margin: 0px; } ${css}`)),
      '------MultipartBoundary--abc------',
      '',
    ].join('\r\n'),
  );
}

const quotedPrintable = (bytes: Buffer): string =>
  (
    [...bytes]
      .map((byte) =>
        (byte < 32 || byte > 126 || byte === 61) && byte !== 10
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte),
      )
      .join('')
      .match(/(?:=..|.){1,70}|\n/g) ?? []
  )
    .join('=\r\n')
    .replace(/=\r\n\n(?:=\r\n)?/g, '\r\n');

/** The answer of a service that holds the article. */
export function jsonOf(body: string, title: string, random: Random): Buffer {
  const article = random.pick([
    { code: 200, data: { title, content: body } },
    {
      success: true,
      data: { list: [{ id: 7, title: '通知', content: '<p>无</p>' }], article: { docTitle: title, docHtmlCon: body } },
    },
    [{ title, content: escapeHtml(body) }],
  ]);
  const json = JSON.stringify(article);
  const escaped = json.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const text = random.chance(0.5) ? escaped : json;
  return Buffer.from(random.chance(0.3) ? `callback(${text});` : text);
}
