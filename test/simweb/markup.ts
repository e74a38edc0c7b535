import type { Article } from './corpus.ts';

const SITE = '清溪县人民政府';

export interface Shell {
  readonly title: string;
  readonly meta?: string;
  readonly head?: string;
  /** The charset that the page names; null for none. */
  readonly charset?: string | null;
  /** The last part of the breadcrumb. */
  readonly at?: string;
}

/** A page of the portal: head, menu with links away from the channel, breadcrumb, content, footer with a file and links off the host. */
export function shell(
  { title, meta = '', head = '', charset = 'utf-8', at = '政府信息公开年报' }: Shell,
  content: string,
): string {
  return `<!DOCTYPE html>
<html><head>${charset === null ? '' : `<meta charset="${charset}">`}<title>${title}</title>
${meta}${head}</head>
<body>
<div class="header"><a href="/" title="首页"><img src="/images/logo.png" alt="logo"></a>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/zn.html">政府信息公开指南</a></li><li><a href="/zwgk/zd.html">政府信息公开制度</a></li><li><a href="/admin/login.html">登录</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a> &gt; ${at}</div>
${content}
<div class="footer"><a href="http://www.example.com/nianbao/2024.html">某地2024年政府信息公开工作年度报告</a> <a href="/help/sysm.pdf">使用帮助</a> <a href="/zwgk/map.html">网站地图</a></div>
</body></html>
`;
}

export interface MetaFacts {
  readonly title: string;
  readonly date: string;
  readonly organ: string;
}

/** The block of 《政府网站发展指引》, in the order and case that systems really write it. */
export function metaBlock({ title, date, organ }: MetaFacts): string {
  const entries = [
    ['SiteName', SITE],
    ['ColumnName', '政府信息公开年报'],
    ['ArticleTitle', title],
    ['PubDate', `${date} 10:32`],
    ['ContentSource', organ],
  ];
  return entries.map(([name, content]) => `<meta name="${name}" content="${content}">\n`).join('');
}

/** The block above a document, as table, paragraphs or list: systems differ. */
export function headerBlock(article: Article, style: 'table' | 'strong' | 'list'): string {
  const facts = [
    ['索&nbsp;引&nbsp;号', `QX-${article.date.slice(0, 4)}-${String(article.number).padStart(5, '0')}`],
    ['文　　号', ''],
    ['发布机构', article.organ],
    ['发布日期', article.date],
  ];
  if (style === 'table')
    return `<table class="xxgk-head">${facts.map(([label, value]) => `<tr><td>${label}：</td><td>${value}</td></tr>`).join('')}</table>`;
  if (style === 'strong') return facts.map(([label, value]) => `<p><strong>${label}：</strong>${value}</p>`).join('');
  return `<ul class="xxgk-head">${facts.map(([label, value]) => `<li><span>${label}</span>${value}</li>`).join('')}</ul>`;
}

/** A row with a title cut off in the text and whole in the attribute. */
export function row(href: string, article: Article, date = article.date): string {
  const short = article.title.length > 20 ? `${article.title.slice(0, 18)}...` : article.title;
  return `<li><a href="${href}" target="_blank" title="${article.title}">${short}</a><span>${date}</span></li>`;
}
