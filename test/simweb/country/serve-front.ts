import iconv from 'iconv-lite';
import type { Reply, SimRequest } from '../server.ts';
import { doc, type Front, link, type Pages } from './front.ts';

/** Answers a front's pages, whatever charset the portal behind them has; news articles exist, and lead back alone. Null: none of its. */
export function frontAnswer(pages: Pages, charset: Front['charset']): (request: SimRequest) => Reply | null {
  return (request) => {
    const key = `${request.path}${request.query.size > 0 ? `?${request.query}` : ''}`;
    const page = pages[key] ?? (request.method === 'POST' ? pages[request.path] : undefined) ?? news(request.path);
    if (page === undefined) return null;
    if (typeof page === 'function') return page(request);
    return {
      type: charset === 'gbk' ? 'text/html' : 'text/html; charset=utf-8',
      body: iconv.encode(page, charset ?? 'utf8'),
    };
  };
}

const news = (path: string): string | undefined =>
  path.startsWith('/xw/') ? doc('新闻', `<p>${link('/', '首页')}</p><h1>要闻</h1><p>正文。</p>`) : undefined;
