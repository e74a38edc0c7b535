import type { Page } from '../dialect.ts';
import { fragmentOf } from '../page/dom.ts';
import { decodeEntities } from '../page/links.ts';
import type { ListRow } from '../page/row.ts';
import { readRows } from '../page/rows.ts';
import { count } from './json.ts';

/** What jQuery jpage, the list widget of several Chinese systems, keeps in a page or gets from its server. */
export interface DataStore {
  readonly rows: readonly ListRow[];
  readonly total: number | undefined;
  /** The address of the next group of rows, as the store names it. */
  readonly nextGroup: string | undefined;
}

const RECORD = /<record>((?:(?!<\/?record>)[\s\S])*)<\/record>/gi;
const TOTAL = /<totalrecord>(?:\s|<!\[CDATA\[){0,50}(\d+)/i;
/** Old versions have quotes inside the address (`path='/'`): it ends with the quote that it began with. */
const NEXT_GROUP = /<nextgroup>(?:(?!<\/?nextgroup)[^\]])*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))/i;

/** All `<datastore>`s of a text, each with its rows; a text without the element but with records counts as one. */
export function readDataStores(page: Page, text: string): DataStore[] {
  // A store inside a script string has its quotes and slashes escaped.
  const plain = text.replace(/\\(["'/])/g, '$1');
  const parts = plain.match(/<datastore>[\s\S]*?(?:<\/datastore>|$)/gi) ?? (/<record>/i.test(plain) ? [plain] : []);
  return parts.map((part) => ({
    rows: readRows(fragmentOf(page, [...part.matchAll(RECORD)].map((match) => unwrapped(match[1] ?? '')).join('\n'))),
    total: count(TOTAL.exec(part)?.[1]),
    nextGroup: nextGroup(part),
  }));
}

/** Without the CDATA section around it. */
const unwrapped = (record: string): string => record.replace(/^\s*<!\[CDATA\[/, '').replace(/\]\]>\s*$/, '');

function nextGroup(store: string): string | undefined {
  const match = NEXT_GROUP.exec(store);
  return decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '') || undefined;
}

/** The widget's settings in a page's script. */
export interface WidgetSettings {
  readonly total: number | undefined;
  readonly perPage: number | undefined;
  readonly groupSize: number | undefined;
  readonly proxyUrl: string | undefined;
  /** What it sends along: `ajaxParam:{col:1,appid:1,webid:1,path:'/',columnid:83,…}`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Each list of a page has a widget of its own: `$('#78').jpage({…})`. Without such a call, the text as a whole is one. */
export function readWidgets(text: string): WidgetSettings[] {
  const [, ...calls] = text.split(/\.jpage\s*\(\s*\{/);
  return (calls.length > 0 ? calls : [text]).map(readWidget);
}

export function readWidget(text: string): WidgetSettings {
  const number = (name: string): number | undefined =>
    count(new RegExp(`\\b${name}\\s*:\\s*["']?(\\d+)`, 'i').exec(text)?.[1]);
  return {
    total: number('totalRecord'),
    perPage: number('perPage'),
    groupSize: number('groupSize'),
    proxyUrl: /\bproxyUrl\s*:\s*["']([^"']+)/i.exec(text)?.[1],
    parameters: readParameters(text),
  };
}

const PARAMETERS = 'col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype';

function readParameters(text: string): Record<string, string> {
  const found = text.matchAll(new RegExp(`["']?\\b(${PARAMETERS})["']?\\s*:\\s*(?:["']([^"']*)["']|(\\d+))`, 'g'));
  const parameters: Record<string, string> = {};
  for (const [, name = '', quoted, digits] of found) parameters[name] ??= quoted ?? digits ?? '';
  return parameters;
}
