import type { Exchange } from '../archive/exchange.ts';
import { header } from '../archive/exchange.ts';

/** A page that a protection put in place of the content. */
export interface Challenge {
  /** Product, for the summary. */
  readonly name: string;
  /** Whether an ordinary browser gets through by itself, without a person. */
  readonly browserPasses: boolean;
}

type Seen = Pick<Exchange, 'status' | 'headers'>;
interface Sign extends Challenge {
  readonly seen: (exchange: Seen, text: string) => boolean;
}

const cookies = (exchange: Seen) =>
  exchange.headers
    .filter(([name]) => name === 'set-cookie')
    .map(([, value]) => value)
    .join('\n');

const SIGNS: readonly Sign[] = [
  {
    name: '瑞数 (412)',
    browserPasses: true,
    seen: ({ status }, text) =>
      (status === 412 || status === 202 || status === 400) && /\$_ts\b|\$_ss\b|<meta[^>]+\br=["']?m["']?/i.test(text),
  },
  {
    name: '加速乐 (521)',
    browserPasses: true,
    seen: (exchange, text) =>
      [521, 512].includes(exchange.status) ||
      (/__jsl_clearance/.test(cookies(exchange) + text) && text.length < 8192 && /<script/i.test(text)),
  },
  { name: '360磐云', browserPasses: true, seen: (_, text) => /\/__panyun\//.test(text) && text.length < 16_384 },
  {
    name: 'wzws',
    browserPasses: true,
    seen: (exchange, text) =>
      /wzws_(?:sessionid|cid|waf)/i.test(cookies(exchange) + text) && text.length < 16_384 && /<script/i.test(text),
  },
  {
    name: 'C3VK',
    browserPasses: true,
    seen: (exchange, text) => text.length < 4096 && /C3VK=/.test(text) && exchange.status === 200,
  },
  {
    name: 'access verification',
    browserPasses: false,
    seen: (_, text) =>
      text.length < 30_000 &&
      /(?:请输入验证码|滑动验证|拖动滑块|安全验证|人机验证|访问验证|geetest|captcha)/i.test(text) &&
      !/信息公开.{0,30}报告/.test(text),
  },
  {
    name: 'firewall',
    browserPasses: false,
    seen: ({ status }, text) =>
      (status === 403 || status === 405 || status === 200 || status === 493) &&
      text.length < 30_000 &&
      /(?:您的(?:访问|请求)(?:被|已被|可能)(?:拦截|阻断|拒绝|对网站)|请求(?:已)?被(?:拦截|阻断)|访问被(?:拒绝|拦截|阻断)|网站防火墙|Web应用防火墙|WAF|奇安信|安全狗|云盾|攻击行为|访问禁止)/.test(
        text,
      ) &&
      !/信息公开.{0,30}报告/.test(text),
  },
];

/** Recognises a challenge or block page by its own marks; null for a page that is none. `text`: the decoded body. */
export function findChallenge(exchange: Seen, text: string): Challenge | null {
  if (isPlainSuccess(exchange, text)) return null;
  const sign = SIGNS.find(({ seen }) => seen(exchange, text));
  return sign === undefined ? null : { name: sign.name, browserPasses: sign.browserPasses };
}

/** Full pages load the same products' scripts and are content all the same. */
function isPlainSuccess(exchange: Seen, text: string): boolean {
  return exchange.status === 200 && (text.length > 30_000 || !/html|^$/.test(header(exchange, 'content-type') ?? ''));
}
