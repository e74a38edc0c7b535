import { escapeHtml } from '../layouts/html.ts';
import type { FrameFacts } from './frame.ts';

const attribute = (text: string): string => escapeHtml(text).replace(/"/g, '&quot;');

/** A page with head, navigation and footer; `inner` is what the family puts between them. */
export function shell(facts: FrameFacts, inner: string, meta = ''): string {
  const charset =
    facts.charset === null ? '' : `<meta http-equiv="Content-Type" content="text/html; charset=${facts.charset}"/>\n`;
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
${charset}<title>${escapeHtml(facts.title)}_${escapeHtml(facts.siteName)}</title>
${meta}<script type="text/javascript">var year = "1999年"; document.write("");</script>
<style>.TRS_Editor P{margin:0}</style>
</head>
<body>
<div class="header"><div class="logo">${escapeHtml(facts.siteName)}</div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/zmhd/">政民互动</a></li></ul></div>
<div class="location">当前位置：<a href="/">首页</a>&gt;<a href="/zwgk/">政府信息公开</a>&gt;<a href="./">政府信息公开年报</a></div>
${inner}
${footer(facts)}
</body>
</html>
`;
}

function footer(facts: FrameFacts): string {
  return `<div class="footer"><p>主办：${escapeHtml(facts.siteName)}　网站标识码：1100000000</p><p>版权所有 2009-2026　京ICP备00000000号　访问量：1234567</p></div>`;
}

/** SiteName, ColumnName, ArticleTitle, PubDate, ContentSource: with content before name, as some systems write it. */
export function metadata(facts: FrameFacts): string {
  const entries = {
    SiteName: facts.siteName,
    ColumnName: '政府信息公开年报',
    ArticleTitle: facts.title,
    PubDate: `${facts.publishedOn} 15:07`,
    ContentSource: facts.organ,
  };
  return Object.entries(entries)
    .map(([name, content]) => `<meta content="${attribute(content)}" name="${name}"/>\n`)
    .join('');
}

/** The header block 索引号 / 发布机构 / 发文日期 that most systems print above a document. */
export function headerBlock(facts: FrameFacts): string {
  const digits = facts.publishedOn.replace(/-/g, '');
  return `<table class="xxgk_head"><tr><td>索 引 号：</td><td>000014349/${digits.slice(0, 4)}-00021</td><td>主题分类：</td><td>政务公开</td></tr>
<tr><td>发布机构：</td><td>${escapeHtml(facts.organ)}</td><td>发文日期：</td><td>${facts.publishedOn}</td></tr>
<tr><td>名　　称：</td><td colspan="3">${escapeHtml(facts.title)}</td></tr></table>`;
}

export function related(facts: FrameFacts): string {
  if (facts.related.length === 0) return '';
  const items = facts.related.map(
    ({ title, url }) => `<li><a href="${attribute(url)}" title="${attribute(title)}">${escapeHtml(title)}</a></li>`,
  );
  return `<div class="xgxx"><h4>相关信息</h4><ul>${items.join('')}</ul></div>`;
}

export function attachments(facts: FrameFacts): string {
  if (facts.attachments.length === 0) return '';
  const items = facts.attachments.map(({ name, url }) => `<p><a href="${attribute(url)}">${escapeHtml(name)}</a></p>`);
  return `<div class="fujian">附件：${items.join('')}</div>`;
}
