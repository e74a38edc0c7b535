import { bilingual } from '../../language/bilingual.ts';
import { CERTAINTIES } from '../../probe/findings.ts';

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const probeMessages = bilingual({
  en: {
    target: 'any page of a portal (home page, channel, report), or the id of a configured portal',
    write: 'add config, saved list pages and so a test for what was found',
    id: 'id of the portal, kebab-case; default: the configured portal of this host, else made from it',
    name: 'name of the portal; default: what its pages say',
    code: 'GB/T 2260, six digits, or null for a central organ; default: what its pages say',
    maxRequests: (most: number) => `requests in all, up to ${most}`,
    legacyTls: 'accept old TLS and bad certificates',
    fixtures: 'folder of saved pages; default: test/fixtures/portals beside the config folder',
    force: 'with --write: replace what is there',
    json: 'print what was found as JSON',
    about:
      "Follows the links that speak of annual reports, then of disclosure (menus, scripts, breadcrumbs), then site maps and the portal's search; recognises the platform and reads the lists. Fetches one report to be sure, archives nothing. Exit codes: 0 found; 1 nothing found.",
    userInfo: 'the address carries a user name or a password; leave them out',
    inFull: (id: string) => `write the address in full: http://${id} or https://${id}`,
    idTakes: (given: string) => `--id takes a kebab-case name such as beijing-daxing, not "${given}"`,
    codeTakes: (given: string) => `--code takes a code of the table of divisions (GB/T 2260) or null, not "${given}"`,
    isThere: (id: string, files: string) =>
      `${id} is there already: ${files}. Pass --force to replace it, or another --id.`,
    asks: (n: number, most: number, url: string) => `${n} of at most ${most}: ${url}`,
    waiting: (why: string) => `waiting: ${why}`,
    fields: {
      code: 'code',
      id: 'id',
      address: 'address',
      way: 'found by',
      platform: 'platform',
      lists: 'lists',
      sure: 'sure',
      failed: 'failed',
      first: 'first',
      last: 'last',
    },
    channel: (n: number, title: string) => `Channel ${n}: ${title}`,
    untitled: '(without a title)',
    note: (note: string) => `Note: ${note}`,
    requests: (n: number) => `${count(n, 'request')}.`,
    wrote: (file: string) => `Wrote ${file}`,
    certainty: CERTAINTIES,
    certaintyName: { certain: 'certain', likely: 'likely', doubtful: 'doubtful' },
    readLists: (n: { pages: number; complete: boolean; rows: number; announced: number | null }) =>
      `${count(n.pages, 'page')} ${n.complete ? 'read to the end' : 'not all read: the limit of requests'}, ${count(n.rows, 'row')}${
        n.announced === null ? '' : `; the list announces ${n.announced}`
      }`,
    wouldFetch: (n: { reports: number; first: number | null; last: number | null; beside: number }) =>
      `A crawl would fetch ${count(n.reports, 'report')}${n.first === null ? '' : ` of ${n.first} to ${n.last}`}${
        n.beside > 0 ? ` and ${count(n.beside, 'page or file', 'pages and files')} beside them` : ''
      }:`,
    organ: 'organ',
    all: 'all',
    otherOrgans: (n: number) => `${n} other organs`,
    noYear: 'no year',
    noOrgan: '(none in the title)',
    below: (n: number, unread: number) =>
      `${count(n, 'channel')} below${unread > 0 ? `, ${unread} of them not read` : ''}:`,
    notRead: '(not read) ',
    andMore: (n: number) => `… and ${n} more`,
    wouldLeave: (n: number) => `It would leave ${count(n, 'address', 'addresses')}:`,
    example: (text: string) => `e.g. ${text}`,
    lookedAt: 'Looked at:',
    runTests: 'Run the tests twice: the first run writes the golden file, for your review.',
    checkAddress: 'Check the address, and whether it opens in a browser on this machine.',
    lookByHand: 'Look for the channel with a browser and probe its address.',
    addCode: 'Its division is not certain: add --code with the six digits of GB/T 2260.',
  },
  zh: {
    target: '网站的任一页面（首页、栏目、年报），或已配置网站的编号',
    write: '把找到的写成配置，并保存列表页，从而得到一个测试',
    id: '网站编号，小写加连字符；默认：该主机已配置的网站，否则由主机名生成',
    name: '网站名称；默认取自网页',
    code: '行政区划代码（GB/T 2260，六位），中央机关为 null；默认取自网页',
    maxRequests: (most) => `请求总数，最多 ${most}`,
    legacyTls: '接受旧版 TLS 和有问题的证书',
    fixtures: '保存网页的目录；默认：配置目录旁的 test/fixtures/portals',
    force: '与 --write 同用：替换已有的',
    json: '以 JSON 输出找到的内容',
    about:
      '先跟随提到年报的链接，再跟随信息公开的链接（菜单、脚本、面包屑），然后是网站地图和站内搜索；识别所用系统并读取列表。为确认会获取一份年报，不存档。退出码：0 找到；1 没有找到。',
    userInfo: '地址中带有用户名或密码；请去掉',
    inFull: (id) => `请写完整地址：http://${id} 或 https://${id}`,
    idTakes: (given) => `--id 要小写加连字符的名字，如 beijing-daxing，不能是“${given}”`,
    codeTakes: (given) => `--code 要行政区划代码表（GB/T 2260）中的代码或 null，不能是“${given}”`,
    isThere: (id, files) => `${id} 已经存在：${files}。用 --force 替换，或另取 --id。`,
    asks: (n, most, url) => `第 ${n} 次（最多 ${most} 次）：${url}`,
    waiting: (why) => `等待：${why}`,
    fields: {
      code: '代码',
      id: '编号',
      address: '网址',
      way: '路径',
      platform: '系统',
      lists: '列表',
      sure: '把握',
      failed: '失败',
      first: '最早',
      last: '最新',
    },
    channel: (n, title) => `栏目 ${n}：${title}`,
    untitled: '（没有标题）',
    note: (note) => `注意：${note}`,
    requests: (n) => `共请求 ${n} 次。`,
    wrote: (file) => `已写入 ${file}`,
    certainty: {
      certain: '列表按年度列出年报，打开的一份确是年报',
      likely: '列表按年度列出年报；没有打开任何一份',
      doubtful: '名称是年报栏目，但列表看不出按年度的年报',
    },
    certaintyName: { certain: '确定', likely: '可能', doubtful: '存疑' },
    readLists: ({ pages, complete, rows, announced }) =>
      `${pages} 页，${complete ? '已读到末尾' : '没有全部读完：请求数已到上限'}，${rows} 行${
        announced === null ? '' : `；列表自称有 ${announced} 条`
      }`,
    wouldFetch: ({ reports, first, last, beside }) =>
      `采集时会获取 ${reports} 份年报${first === null ? '' : `（${first} 至 ${last}）`}${
        beside > 0 ? `，以及旁边的 ${beside} 个网页或文件` : ''
      }：`,
    organ: '机关',
    all: '合计',
    otherOrgans: (n) => `其他 ${n} 个机关`,
    noYear: '未写明',
    noOrgan: '（标题未写明）',
    below: (n, unread) => `下级栏目 ${n} 个${unread > 0 ? `，其中 ${unread} 个没有读` : ''}：`,
    notRead: '（没有读）',
    andMore: (n) => `……另有 ${n} 个`,
    wouldLeave: (n) => `不会获取 ${n} 个地址：`,
    example: (text) => `例如 ${text}`,
    lookedAt: '看过的页面：',
    runTests: '请运行测试两次：第一次写出基准文件，供你检查。',
    checkAddress: '请检查地址，并看看本机浏览器能否打开。',
    lookByHand: '请用浏览器找到栏目，再探测它的地址。',
    addCode: '所属行政区划不能确定：请加上 --code 和六位行政区划代码（GB/T 2260）。',
  },
});
