import { bilingual } from '../../language/bilingual.ts';

export const discoverMessages = bilingual({
  en: {
    from: 'hosts of your own (columns code,level,path,name,homepage) in place of config/hosts',
    limit: 'at most so many portals in this run',
    refresh: 'look again at portals that are done or configured: channels move',
    parallel: 'portals looked at side by side; each host keeps its own pace',
    maxRequests: (most: number) => `the most that one portal is asked (at most ${most})`,
    config: 'folder of nianbao.yaml, hosts/ and portals/',
    fixtures: 'also save the list pages of what is found there, and so a test for each',
    data: 'data folder: what is done is kept there',
    allowPrivate: 'private addresses that may be visited',
    json: 'one JSON object at the end, for programs',
    about:
      'Looks for the channels of annual reports of many portals side by side, from their home pages and known deep pages. Writes a config for what is certain, a list (discover-review.csv in the data folder) for what is likely, and keeps a reason for each of the rest. A second call goes on with what is open. Exit codes: 0 done; 2 wrong usage or hosts; 3 another run holds the data folder; 130 interrupted.',
    toLookAt: (open: number, before: number) => `${open} portals to look at${before > 0 ? `, ${before} are done` : ''}`,
    isThere: (files: string) => `${files} is there already`,
    states: { found: 'found', likely: 'likely', none: 'none', refused: 'refused', unreachable: 'unreachable' },
    total: 'total',
    lookedAt: (done: number, portals: number, open: number) => `${done} of ${portals} portals looked at; ${open} open`,
    average: (requests: string) => `${requests} requests a portal`,
    review: (file: string) => `Likely ones, for you to look at: ${file}`,
    line: (facts: {
      done: number;
      all: number;
      state: string;
      name: string;
      what: string;
      requests: number;
      left: string;
    }) =>
      `${facts.done}/${facts.all}  ${facts.state}  ${facts.name}  ${facts.what}  (${facts.requests} requests${facts.left === '' ? '' : `; about ${facts.left} left`})`,
    noHost: (filter: string) => `no host of the list passes ${filter}`,
    emptyList: 'the list holds no host',
  },
  zh: {
    from: '自备的主机表（列 code,level,path,name,homepage），代替 config/hosts',
    limit: '本次最多看多少个网站',
    refresh: '已看过或已配置的网站也重新看：栏目会搬家',
    parallel: '同时看多少个网站；每个主机仍按自己的节奏',
    maxRequests: (most) => `对一个网站最多请求多少次（至多 ${most}）`,
    config: 'nianbao.yaml、hosts/ 和 portals/ 所在的目录',
    fixtures: '同时把找到的列表页保存到这里，各成一个测试',
    data: '数据目录：已看过的记在这里',
    allowPrivate: '允许访问的内网地址',
    json: '结束时输出一个 JSON 对象，供程序使用',
    about:
      '从首页和已知的深层页面出发，同时为许多网站寻找年报栏目。确定的写成配置；可能的列入一张表（数据目录中的 discover-review.csv）；其余各记原因。再次运行时接着看未完成的。退出码：0 完成；2 用法或主机表有误；3 数据目录正被另一次运行占用；130 被中断。',
    toLookAt: (open, before) => `要看 ${open} 个网站${before > 0 ? `，已看过 ${before} 个` : ''}`,
    isThere: (files) => `${files} 已经存在`,
    states: { found: '找到', likely: '可能', none: '没有', refused: '被拒绝', unreachable: '连不上' },
    total: '合计',
    lookedAt: (done, portals, open) => `${portals} 个网站中已看 ${done} 个；还剩 ${open} 个`,
    average: (requests) => `平均每个网站请求 ${requests} 次`,
    review: (file) => `可能的栏目，请你过目：${file}`,
    line: ({ done, all, state, name, what, requests, left }) =>
      `${done}/${all}  ${state}  ${name}  ${what}（请求 ${requests} 次${left === '' ? '' : `；大约还要 ${left}`}）`,
    noHost: (filter) => `主机表中没有符合 ${filter} 的`,
    emptyList: '主机表是空的',
  },
});
