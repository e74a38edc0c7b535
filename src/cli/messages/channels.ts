import { bilingual } from '../../language/bilingual.ts';

export const channelsMessages = bilingual({
  en: {
    portals: 'ids of portals; none: all that were crawled',
    incomplete: 'only those that are not known to be complete',
    json: 'print JSON, one object a channel',
    about:
      'What came of each channel in its last visit: whether its list was read to its end and what says so; rows announced, read, kept, left by reason, failed. Exit code 0 where all that are shown are complete, else 1.',
    none: 'no channels',
    state: { complete: 'complete', incomplete: 'incomplete', unknown: 'unknown', unread: 'not finished' },
    announced: (n: number) => `${n} announced`,
    read: (n: number) => `${n} read`,
    kept: (n: number) => `${n} kept`,
    failed: (n: number) => `${n} failed`,
    left: (what: string) => `left: ${what}`,
    open: (n: number) => `${n} waiting`,
  },
  zh: {
    portals: '网站编号；不给：所有采集过的',
    incomplete: '只列出不能确定已读完的',
    json: '输出 JSON，每个栏目一个对象',
    about:
      '各栏目上次访问的结果：列表是否读完、凭什么判断；公布、读取、保留、未取（及原因）、失败的行数。所列栏目全部读完时退出码为 0，否则为 1。',
    none: '没有栏目',
    state: { complete: '已读完', incomplete: '未读完', unknown: '不明', unread: '未结束' },
    announced: (n) => `公布 ${n}`,
    read: (n) => `读取 ${n}`,
    kept: (n) => `保留 ${n}`,
    failed: (n) => `失败 ${n}`,
    left: (what) => `未取：${what}`,
    open: (n) => `待取 ${n}`,
  },
});
