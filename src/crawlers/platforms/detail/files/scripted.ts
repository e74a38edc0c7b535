import type { Page } from '../../dialect.ts';
import { decodeEntities, resolveLink } from '../../page/links.ts';
import type { Add } from './add.ts';
import { viewed } from './file-address.ts';

/** A quoted address of a document in a script. Pictures in scripts are the page's boilerplate and stay out. */
const QUOTED_FILE =
  /(["'])((?:(?!\1)[^\\<>\n]|\\\/){1,400}?\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar)(?:\?(?:(?!\1)[^<>\n])*)?)\1/gi;
/** `document.write('<a href="x.pdf">')`: the attribute inside the string, its quotes perhaps escaped. */
const WRITTEN_FILE =
  /(?:href|src|data)\s*=\s*\\?["']([^"'\\<>\n]{1,400}?\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar)(?:\?[^"'\\<>\n]*)?)\\?["']/gi;

/** `{src: "/a/1.doc", name: "年报.doc"}`: the second is for reading. */
const NAME_BEFORE = /(?:name|title|text|label|alt)["']?\]?\s*[:=]\s*$/i;

export function scriptedFiles(page: Page, add: Add): void {
  page.$('script:not([src])').each((_, script) => {
    const code = withoutComments(page.$(script).text());
    for (const url of filesInCode(page, code)) add(viewed(page, url), '');
  });
}

/** The first file that a handler names. */
export function fileInCode(page: Page, code: string | undefined): string | null {
  return filesInCode(page, code ?? '')[0] ?? null;
}

function filesInCode(page: Page, code: string): string[] {
  const quoted = [...code.matchAll(QUOTED_FILE)].filter(({ index }) => !NAME_BEFORE.test(code.slice(0, index)));
  const texts = [
    ...quoted.map((match) => match[2] ?? ''),
    ...[...code.matchAll(WRITTEN_FILE)].map((match) => match[1] ?? ''),
  ];
  // Beside addresses, a file without a folder is the name that is shown for one.
  const hasFolders = texts.some((text) => text.includes('/'));
  const urls = texts
    .filter((text) => !/^\.\w+$/.test(text) && (!hasFolders || text.includes('/')))
    .map((text) => resolveLink(page, decodeEntities(text.replace(/\\\//g, '/'))));
  return [...new Set(urls.filter((url) => url !== null))];
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}])\/\/[^\n]*/g, '$1');
}
