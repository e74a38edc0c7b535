import { escapeHtml } from '../layouts/html.ts';
import type { Frame, FrameFacts } from './frame.ts';
import { attachments, headerBlock, metadata, related, shell } from './parts.ts';

export type { Frame, FrameFacts } from './frame.ts';

const title = ({ title: text }: FrameFacts): string => escapeHtml(text);

/** The families' usual page frames; the markup is theirs, the text ours. */
export const FRAMES: readonly Frame[] = [
  {
    name: 'trs',
    page: (body, facts) =>
      shell(
        facts,
        `<div class="content"><h1 class="title">${title(facts)}</h1><div class="info">发布时间：${facts.publishedOn}　来源：${escapeHtml(facts.organ)}　【字体：大 中 小】</div>
<div id="zoom"><div class="view TRS_UEDITOR trs_paper_default"><div class="TRS_Editor">${body}</div></div></div>${attachments(facts)}</div>${related(facts)}`,
        metadata(facts),
      ),
  },
  {
    name: 'ucap',
    page: (body, facts) =>
      shell(
        facts,
        `<div class="detail"><div class="title"><ucaptitle>${title(facts)}</ucaptitle></div><div class="pages-date"><publishtime>${facts.publishedOn} 09:30</publishtime></div>
<div id="zoomcon"><ucapcontent><div id="UCAP-CONTENT">${body}</div></ucapcontent></div>${attachments(facts)}</div>${related(facts)}`,
        metadata(facts),
      ),
  },
  {
    name: 'hanweb',
    page: (body, facts) =>
      shell(
        facts,
        `${headerBlock(facts)}<div class="main-txt"><!--<$[标题]>begin--><div class="sp_title">${title(facts)}</div><!--<$[标题]>end--><div id="zoom"><!--ZJEG_RSS.content.begin-->${body}<!--ZJEG_RSS.content.end--></div></div>${attachments(facts)}`,
        metadata(facts),
      ),
  },
  {
    name: 'vsb',
    page: (body, facts) =>
      shell(
        facts,
        `<form name="_newscontent_fromname"><h2 class="c-title">${title(facts)}</h2><div class="c-info">发布日期：${facts.publishedOn} 浏览次数：[<span id="dynclicks">12</span>]</div>
<div id="vsb_content"><div class="v_news_content">${body}</div></div><div id="div_vote_id"></div></form><p>上一条：<a href="2.htm">政府信息公开指南</a></p>${attachments(facts)}`,
      ),
  },
  {
    name: 'eportal',
    page: (body, facts) =>
      shell(
        facts,
        `<div class="easysite-news-title"><h2>${title(facts)}</h2><p class="easysite-news-describe"><span>${facts.publishedOn}</span></p></div><div class="easysite-news-text" id="easysiteText">${body}</div>${attachments(facts)}${related(facts)}`,
      ),
  },
  {
    name: 'gkmlpt',
    page: (body, facts) =>
      shell(
        facts,
        `<div class="content"><div class="classify"><table>${headerRows(facts)}</table></div><h1 class="title document-number">${title(facts)}</h1><div class="article-content">${body}</div>${attachments(facts)}</div>`,
      ),
  },
  { name: 'bare', page: (body, facts) => shell({ ...facts, related: [] }, `<div>${body}</div>`) },
];

function headerRows(facts: FrameFacts): string {
  return `<tr><td class="first">索引号：</td><td><span>GKMLPT-${facts.publishedOn.slice(0, 4)}-00012</span></td><td class="first">分类：</td><td><span>年度报告</span></td></tr><tr><td class="first">发布机构：</td><td><span>${escapeHtml(facts.organ)}</span></td><td class="first">成文日期：</td><td><span>${facts.publishedOn}</span></td></tr><tr><td class="first">名称：</td><td colspan="3"><span>${title(facts)}</span></td></tr>`;
}
