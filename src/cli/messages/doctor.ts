import { VERDICTS } from '../../doctor/verdicts.ts';
import { bilingual } from '../../language/bilingual.ts';

export const doctorMessages = bilingual({
  en: {
    portals: 'ids of configured portals',
    all: 'every configured portal that has a channel',
    offline: 'judge from the database alone: no request',
    data: 'data folder, for what the last crawls found',
    json: 'print all facts as JSON',
    about:
      'Asks each portal for its channels and the first pages of their lists and compares with the last good crawl: healthy, moved, blocked, redesigned, empty or unreachable. What befell many portals of one family is one finding. Exit code 0 when all are healthy, else 1.',
    nameOne: 'name a portal, choose some by --province and the like, or pass --all',
    verdict: VERDICTS,
    verdictName: {
      healthy: 'healthy',
      incomplete: 'incomplete',
      unknown: 'unknown',
      empty: 'empty',
      redesigned: 'redesigned',
      moved: 'moved',
      blocked: 'blocked',
      unreachable: 'unreachable',
    },
    never: (reports: number, floor: number) =>
      `never crawled, ${reports} reports stored${floor > 0 ? `, floor ${floor}` : ''}`,
    last: (day: string, reports: number, floor: number) =>
      `last crawled ${day}, ${reports} reports stored${floor > 0 ? `, floor ${floor}` : ''}`,
    notLookedAt: (n: number) => `${n} further channels were not looked at`,
    next: (what: string) => `Next: ${what}`,
    fields: { rows: 'rows', platform: 'platform', list: 'list', renamed: 'renamed', noMatch: 'no match', gone: 'gone' },
    thenNow: (then: string, now: string) => `then ${then}; now ${now}`,
    thenWas: (was: string) => `then ${was}`,
    nowIs: (is: string) => `now  ${is}`,
    noGoodCrawl: 'no good crawl yet',
    onDay: (rows: number, day: string) => `${rows} on ${day}`,
    inLastCrawl: (rows: number) => `${rows} in the last crawl`,
    none: 'none',
    noneRecognised: 'none recognised',
    rowsNow: (n: { rows: number; reports: number; channels: number; announced: number | null; complete: boolean }) =>
      `${n.rows} (${n.reports} reports${n.channels > 0 ? `, ${n.channels} channels below` : ''}${
        n.announced === null ? '' : `, ${n.announced} announced`
      }${n.complete ? '' : '; only the first pages'})`,
    totals: (portals: number, parts: string) => `${portals} portals: ${parts}`,
    part: (n: number, verdict: string) => `${n} ${verdict}`,
  },
  zh: {
    portals: '已配置网站的编号',
    all: '所有已配置且有栏目的网站',
    offline: '只凭数据库判断：不发请求',
    data: '数据目录，取上几次采集的结果',
    json: '以 JSON 输出全部事实',
    about:
      '向每个网站请求其栏目和列表的前几页，与上次成功的采集比较：正常、已迁移、被拒绝、已改版、无内容或无法访问。同一系统的许多网站遭遇相同时，合为一条。全部正常时退出码为 0，否则为 1。',
    nameOne: '请写明网站，或用 --province 等筛选，或用 --all',
    verdict: {
      healthy: '栏目列出年报，与上次成功采集时一样',
      incomplete: '栏目列出年报，但上次采集没有把某个列表读完，或无从判断',
      unknown: '从未采集，或没有栏目：无从判断',
      empty: '栏目有应答，但没有列出年报',
      redesigned: '栏目有应答，但样子变了：换了系统、换了标题，或行数大减',
      moved: '栏目已不在原来的地址',
      blocked: '主机拒绝访问：403、验证页、验证码、限流、robots.txt',
      unreachable: '没有可用的应答：域名解析、连接、超时、服务器错误',
    },
    verdictName: {
      healthy: '正常',
      incomplete: '不完整',
      unknown: '未知',
      empty: '无内容',
      redesigned: '已改版',
      moved: '已迁移',
      blocked: '被拒绝',
      unreachable: '无法访问',
    },
    never: (reports, floor) => `从未采集，库中有 ${reports} 份年报${floor > 0 ? `，至少应有 ${floor} 份` : ''}`,
    last: (day, reports, floor) =>
      `上次采集于 ${day}，库中有 ${reports} 份年报${floor > 0 ? `，至少应有 ${floor} 份` : ''}`,
    notLookedAt: (n) => `另有 ${n} 个栏目没有看`,
    next: (what) => `下一步：${what}`,
    fields: { rows: '行数', platform: '系统', list: '列表', renamed: '更名', noMatch: '不匹配', gone: '不见了' },
    thenNow: (then, now) => `当时 ${then}；现在 ${now}`,
    thenWas: (was) => `当时 ${was}`,
    nowIs: (is) => `现在 ${is}`,
    noGoodCrawl: '还没有成功的采集',
    onDay: (rows, day) => `${rows}（${day}）`,
    inLastCrawl: (rows) => `上次采集时 ${rows}`,
    none: '无',
    noneRecognised: '没有识别出',
    rowsNow: ({ rows, reports, channels, announced, complete }) =>
      `${rows}（年报 ${reports}${channels > 0 ? `，下级栏目 ${channels}` : ''}${
        announced === null ? '' : `，公布 ${announced}`
      }${complete ? '' : '；只看了前几页'}）`,
    totals: (portals, parts) => `${portals} 个网站：${parts}`,
    part: (n, verdict) => `${verdict} ${n}`,
  },
});
