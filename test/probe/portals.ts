import type { Handler } from '../support/server.ts';

export const page = (title: string, body: string, head = ''): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;

export const link = (href: string, text: string): string => `<a href="${href}">${text}</a>`;

export const titleOf = (organ: string, year: number): string => `${organ}${year}年政府信息公开工作年度报告`;

export const row = (href: string, title: string, date: string): string =>
  `<li><a href="${href}" title="${title}">${title}</a><span>${date}</span></li>`;

export const reportPage = (organ: string, year: number, breadcrumb = ''): string =>
  page(
    titleOf(organ, year),
    `<div class="position">${breadcrumb}</div><h1>${titleOf(organ, year)}</h1><p>一、总体情况</p><p>本机关按时公开政府信息。</p>
<p>二、主动公开政府信息情况</p><p>见表。</p><p>五、存在的主要问题及改进情况</p><p>无。</p>`,
  );

/** A channel in one page with its reports: paths and what they answer. */
export function channel(
  path: string,
  organ: string,
  years: readonly number[],
  breadcrumb = '',
): Record<string, string> {
  const href = (year: number): string => `${path}${year + 1}01/t${year + 1}0120_${year}.html`;
  const rows = years.map((year) => row(href(year), titleOf(organ, year), `${year + 1}-01-20`));
  return {
    [path]: page('政府信息公开年报', `<div class="position">${breadcrumb}</div><ul>${rows.join('')}</ul>`),
    ...Object.fromEntries(years.map((year) => [href(year), reportPage(organ, year, breadcrumb)])),
  };
}

export const PAGE_SIZE = 15;

/** A TRS list of many pages whose pager a script draws; each row is another organ's report. */
export function longChannel(path: string, pages: number): Record<string, string> {
  const answers: Record<string, string> = {};
  for (let number = 0; number < pages; number++) {
    const rows = Array.from({ length: PAGE_SIZE }, (_, index) => {
      const id = number * PAGE_SIZE + index;
      const year = 2024 - Math.floor((id * 15) / (pages * PAGE_SIZE));
      const href = `${path}${year + 1}01/t${year + 1}0120_${id}.html`;
      const organ = `清溪县第${id}街道办事处`;
      answers[href] = reportPage(organ, year);
      return row(href, titleOf(organ, year), `${year + 1}-01-20`);
    });
    const file = number === 0 ? path : `${path}index_${number}.html`;
    const script = `<script>createPageHTML(${pages}, ${number}, "index", "html");</script>`;
    answers[file] = page('政府信息公开年报', `<ul>${rows.join('')}</ul>${script}`);
  }
  return answers;
}

/** `text/plain`, for robots.txt and scripts. */
export const plain =
  (text: string, type = 'text/plain'): Handler =>
  (_, response) =>
    response.writeHead(200, { 'content-type': type }).end(text);
