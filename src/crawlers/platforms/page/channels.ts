import { isYearChannel } from '../../../vocabulary/link-titles.ts';
import { isOrganName } from '../../../vocabulary/organ-endings.ts';
import type { Page, SubChannel } from '../dialect.ts';
import type { FormStep } from '../paging/form-pager.ts';
import { chosenStep, inlineScripts } from '../paging/script-pager.ts';
import { squeeze } from './dom.ts';
import { resolveLink } from './links.ts';
import { FILE_URL, type ListRow } from './row.ts';
import { tabChannels } from './tabs.ts';

/** Words that the names of groups of organs consist of: 区政府部门, 各镇（街道）, 市直单位年报. */
const GROUP_WORDS =
  /人民政府|政府|信息公开|年度|报告|年报|工作|本级|各级|直属|派出|企事业|事业|其他|部门|委办局|单位|机构|乡镇|街道|办事处|开发区|园区|功能区|[省市县区州旗盟镇乡街办直各、和及（）()]/g;
const GROUP = /部门|单位|机构|委办局|[乡镇街]|[县市州区][、（(]?[县市州区]|园区|开发区/;

export function isChannelName(title: string): boolean {
  const name = squeeze(title);
  return isYearChannel(name) || (name.length <= 24 && GROUP.test(name) && name.replace(GROUP_WORDS, '') === '');
}

/**
 * Channels below this one: years, groups of organs, single organs. A channel's address leads to a list, not to an article, and lies under
 * the same folder. Platforms whose addresses are numbers have no folders: there `isChannel` tells by the address.
 */
export function subChannels(page: Page, rows: readonly ListRow[], isDetail: RegExp, isChannel?: RegExp): SubChannel[] {
  const folder = new URL('.', page.url).href;
  const linked = rows
    .filter(
      (row) => row.date === undefined && !isDetail.test(row.url) && !FILE_URL.test(row.url) && !isListPage(row.url),
    )
    .filter((row) =>
      isChannel ? !row.frame && isChannel.test(row.url) : row.url !== folder && row.url.startsWith(folder),
    )
    .filter((row) => isChannelName(row.title) || isOrganName(row.title))
    .map(({ url, title }) => ({ url, title }));
  return [...linked, ...chosenChannels(page), ...treeChannels(page), ...tabChannels(page)];
}

/** Years and groups in a box to choose from; what is chosen already is the page itself. */
function chosenChannels(page: Page): SubChannel[] {
  const channels: SubChannel[] = [];
  const { host } = new URL(page.url);
  page.$('select').each((_, box) => {
    const code = box.attribs.onchange ?? '';
    page
      .$(box)
      .find('option')
      .each((_, option) => {
        const title = squeeze(page.$(option).text());
        const { value = title, selected } = option.attribs;
        if (selected !== undefined || !(isChannelName(title) || isOrganName(title)) || code === '' || value === '')
          return;
        const url = /[./?=]/.test(value) ? resolveLink(page, value) : addressIn(chosenStep(page, box, value));
        // Boxes of links to other sites have groups of organs too.
        if (url !== null && url !== page.url && new URL(url).host === host) channels.push({ url, title });
      });
  });
  return channels;
}

/** Nodes of a tree that a script draws: `{id:12, pId:1, name:"教育局", url:"/zwgk/jyj/"}`. */
const NODE = /\{[^{}]{10,600}\}/g;
const NODE_NAME = /\b(?:name|title|text|label)["']?\s*:\s*(?:"([^"\n]{2,60})"|'([^'\n]{2,60})')/;
const NODE_URL = /\b(?:url|href|link|path|src)["']?\s*:\s*(?:"([^"\n]{2,300})"|'([^'\n]{2,300})')/;

function treeChannels(page: Page): SubChannel[] {
  if (!/zNodes|zTree|\bpId\b|treeData|\bnodes\b/i.test(page.text)) return [];
  const { host } = new URL(page.url);
  return (inlineScripts(page).match(NODE) ?? []).flatMap((node) => {
    const name = NODE_NAME.exec(node);
    const address = NODE_URL.exec(node);
    const title = squeeze(name?.[1] ?? name?.[2] ?? '');
    const url = resolveLink(page, address?.[1] ?? address?.[2]);
    const isOther = url === null || url === page.url || new URL(url).host !== host || FILE_URL.test(url);
    return isOther || !(isChannelName(title) || isOrganName(title)) ? [] : [{ url, title }];
  });
}

const addressIn = (step: FormStep | null): string | null => (step === null || step.method === 'POST' ? null : step.url);

/** `index_2.html`, `list-3.htm`: a further page of a list. */
function isListPage(url: string): boolean {
  return /(?:index|list|\w)[_-]\d{1,3}\.[sj]?html?$/.test(url);
}
