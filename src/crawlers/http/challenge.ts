import type { Exchange } from '../../archive/exchange.ts';
import { header } from '../../archive/exchange.ts';
import { mentionsDisclosureReport } from '../../vocabulary/report-titles.ts';
import { surelyShows } from './shown.ts';

/** A page that a protection put in place of the content. */
export interface Challenge {
  /** Product, for the summary. */
  readonly name: string;
  /** Whether an ordinary browser gets through by itself, without a person. */
  readonly browserPasses: boolean;
}

type ResponseHead = Pick<Exchange, 'status' | 'headers'>;
interface Sign extends Challenge {
  /** `text`: the decoded body. */
  readonly seen: (exchange: ResponseHead, text: string) => boolean;
}

const cookies = (exchange: ResponseHead) =>
  exchange.headers
    .filter(([name]) => name === 'set-cookie')
    .map(([, value]) => value)
    .join('\n');

const SCRIPT = /<script/i;

const SIGNS: readonly Sign[] = [
  {
    name: '瑞数 (412)',
    browserPasses: true,
    seen: ({ status }, text) =>
      [412, 202, 400, 200].includes(status) &&
      /\$_ts\b|\$_ss\b|<meta\b[^<>]{0,4000}\br=["']?m["']?[\s/>]/i.test(text) &&
      (status !== 200 || showsLittle(text)),
  },
  {
    name: '加速乐 (521)',
    browserPasses: true,
    // Other products use these numbers for a server that is down; theirs are pages without a script.
    seen: (exchange, text) =>
      ([521, 512].includes(exchange.status) && (SCRIPT.test(text) || /__jsl/.test(cookies(exchange)))) ||
      (/__jsl_clearance/.test(cookies(exchange) + text) && SCRIPT.test(text) && showsLittle(text)),
  },
  { name: '360磐云', browserPasses: true, seen: (_, text) => /\/__panyun\//.test(text) && showsLittle(text) },
  {
    name: 'wzws',
    browserPasses: true,
    // Its cookie comes with every page, so that alone it says nothing.
    seen: (exchange, text) =>
      SCRIPT.test(text) &&
      showsLittle(text) &&
      (/wzws(?:challenge|question|factor|method|confirm)|WZWSREL/i.test(text) ||
        (/wzws/i.test(cookies(exchange)) && /enable JavaScript and refresh/i.test(text))),
  },
  {
    name: 'C3VK',
    browserPasses: true,
    seen: ({ status }, text) => /C3VK/.test(text) && status === 200 && SCRIPT.test(text) && showsLittle(text),
  },
  {
    name: 'access verification',
    browserPasses: false,
    seen: (_, text) =>
      showsLittle(text) &&
      /(?:请输入验证码|滑动验证|拖动(?:下方)?滑块|完成(?:下方|下列)?验证|安全验证|人机验证|访问验证|人机识别|geetest|captcha)/i.test(
        text,
      ),
  },
  {
    name: 'firewall',
    browserPasses: false,
    seen: ({ status }, text) =>
      [403, 405, 200, 418, 493].includes(status) &&
      showsLittle(text) &&
      /(?:您的?(?:访问|请求|IP|地址)[^<>。]{0,30}(?:拦截|阻断|拒绝|禁止|威胁|不合法|封禁)|请求(?:已)?被(?:拦截|阻断)|访问被(?:拒绝|拦截|阻断)|网站防火墙|Web应用防火墙|\bWAF\b|奇安信|安全狗|云盾|攻击行为|访问禁止|禁止访问)/.test(
        withoutScripts(text),
      ),
  },
];

/** A protection's page has a sentence or two; a page of a portal has its menu at least. */
const LONGEST_WORDS = 600;
const MOST_LINKS = 8;
/** Before that, scripts that compute a pass: the largest known has 220 kB. */
const LONGEST_PAGE = 300_000;

/** Whether a page has next to nothing for a reader: no menu, no list, no article. */
function showsLittle(text: string): boolean {
  if (text.length > LONGEST_PAGE) return false;
  const shown = withoutScripts(text);
  if ((shown.match(/<a\b[^<>]{0,500}\bhref/gi)?.length ?? 0) > MOST_LINKS) return false;
  return shown.replace(/<[^<>]*>/g, '').replace(/&nbsp;|\s+/g, '').length <= LONGEST_WORDS;
}

function withoutScripts(text: string): string {
  return text.replace(/<(script|style|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '');
}

/**
 * Whether a page is none for sure, told without decoding it: with status 200 all of them show little, and this one has more links, or more
 * letters. Markup is ASCII in any charset but UTF-16, where none is found and the page is to be looked at.
 */
export function showsMuch({ status, payload }: Pick<Exchange, 'status' | 'payload'>): boolean {
  if (status !== 200 || payload.length > LONGEST_PAGE || payload.includes(0)) return false;
  return surelyShows(payload, { links: MOST_LINKS + 1, letters: LONGEST_WORDS + 1 });
}

/** Recognises a challenge or block page by its own marks; null for a page that is none. `text`: the decoded body. */
export function findChallenge(exchange: ResponseHead, text: string): Challenge | null {
  if (isPlainSuccess(exchange, text)) return null;
  const sign = SIGNS.find(({ seen }) => seen(exchange, text));
  return sign === undefined ? null : { name: sign.name, browserPasses: sign.browserPasses };
}

/** Full pages load the same products' scripts and are content all the same. */
function isPlainSuccess(exchange: ResponseHead, text: string): boolean {
  if (exchange.status !== 200) return false;
  const isPage = /html|^$/i.test(header(exchange, 'content-type') ?? '');
  // No protection's page does.
  return !isPage || mentionsDisclosureReport(text);
}
