import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean, type PageElement } from '../../crawlers/platforms/page/dom.ts';
import { resolveLink } from '../../crawlers/platforms/page/links.ts';
import { calledFunction, calledStep, inlineScripts } from '../../crawlers/platforms/paging/script-pager.ts';
import { jsValue, literals } from '../../crawlers/platforms/service/js-value.ts';
import type { Link } from './link.ts';

/** An address among the words of a script. */
const ADDRESS =
  /^(?:https?:\/\/|\/\/|\.{0,2}\/)[^\s<>]*$|^[\w./-]+\.(?:[sj]?html?|jsp|aspx?|php|do|action)(?:[?#]\S*)?$|^[\w-]+(?:\/[\w-]+)+\/?(?:\?\S*)?$|^[\w-]+\/$/i;

const MIME = /^(?:text|image|application|audio|video|multipart)\//;

export const isAddress = (text: string): boolean => ADDRESS.test(text) && !MIME.test(text);

/** Where a handler leads by what it calls: `toUrl('/open/')`, `show('ndbg')` with a switch in `show`, `tab('nb')` that asks for a page. */
export function handlerTarget(page: Page, { attribs }: PageElement): string | null {
  const { href = '', onclick = '' } = attribs;
  const code = /^\s*javascript:/i.test(href) && /\(\s*['"]/.test(href) ? href : onclick;
  if (code === '') return null;
  const words = [...code.matchAll(/["']([^"'\n]{1,300})["']/g)].map(([, word = '']) => word);
  // What the page's own function does with it comes first: `toPage('nb.html')` may put a folder before it.
  const called = calledStep(page, code);
  const step = branchOf(page, code, words) ?? (called?.method === 'POST' ? null : called?.url) ?? askedFor(page, code);
  if (step !== null) return step;
  const address = words.find(isAddress);
  return address === undefined ? null : resolveLink(page, address);
}

/** `if (t == 'ndbg') location.href = '…'`: the address behind the word that the handler gives. */
function branchOf(page: Page, code: string, words: readonly string[]): string | null {
  const body = calledFunction(page, code)?.body ?? '';
  for (const word of words) {
    const at = Math.max(body.indexOf(`'${word}'`), body.indexOf(`"${word}"`));
    const behind =
      at < 0 ? [] : body.slice(at + word.length + 2, at + word.length + 200).matchAll(/["']([^"'\n]+)["']/g);
    for (const [, address = ''] of behind) if (isAddress(address)) return resolveLink(page, address);
  }
  return null;
}

const ASKS =
  /(?:\.attr\s*\(\s*["'](?:src|href)["']\s*,|(?:\.(?:load|get|post|getJSON)|\bfetch|\bopen)\s*\(\s*(?:["'](?:GET|POST)["']\s*,)?)\s*([^;\n]{1,200})|\b(?:url|src|href)\s*[:=](?!=)\s*([^;\n]{1,200})/g;

/** What a function asks its server for, put together from what it was called with. */
function askedFor(page: Page, code: string): string | null {
  const called = calledFunction(page, code);
  if (called === null) return null;
  const given = [...(/\(([^()]*)\)/.exec(code)?.[1]?.split(',') ?? [])];
  const names = literals(inlineScripts(page));
  for (const [index, parameter] of called.parameters.entries()) {
    const value = jsValue(given[index] ?? '', names);
    if (value !== null) names.set(parameter, value);
  }
  for (const [, asked, named] of called.body.matchAll(ASKS)) {
    const url = jsValue(asked ?? named ?? '', names);
    if (url !== null && isAddress(url)) return resolveLink(page, url);
  }
  return null;
}

const BOUND =
  /\$\(\s*["']#([\w-]+)["']\s*\)\.(?:click|on|bind)\s*\([\s\S]{0,160}?(?:location(?:\.href)?\s*=|open\s*\()\s*["']([^"'\n]+)["']/g;

const OF_DATA =
  /["'`]([^"'`\n]{1,200})["'`]\s*\+\s*\$\(this\)\.(?:data|attr)\(\s*["'](?:data-)?([\w-]{1,40})["']\s*\)\s*(?:\+\s*["'`]([^"'`\n]{1,60})["'`])?/g;

/** `load('/pane?id=' + $(this).data('id'))`: one handler for all tabs, each with a code of its own. */
export function codedLinks(page: Page): Link[] {
  return [...inlineScripts(page).matchAll(OF_DATA)].flatMap(([, before = '', name = '', behind = '']): Link[] => {
    const tabs = isAddress(before) ? page.$(`[data-${name}]`).toArray() : [];
    return tabs.flatMap((tab): Link[] => {
      const url = resolveLink(page, `${before}${tab.attribs[`data-${name}`] ?? ''}${behind}`);
      const title = clean(page.$(tab).text());
      return url === null || title === '' ? [] : [{ url, title, from: 'link' }];
    });
  });
}

/** Handlers that a script binds to the page's elements by their id. */
export function boundLinks(page: Page): Link[] {
  return [...inlineScripts(page).matchAll(BOUND)].flatMap(([, id = '', address = '']): Link[] => {
    const url = resolveLink(page, address);
    const title = clean(page.$(`[id="${id}"]`).first().text());
    return url === null || title === '' ? [] : [{ url, title, from: 'link' }];
  });
}
