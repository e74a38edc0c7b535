import { bilingual } from '../../language/bilingual.ts';

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const crawlMessages = bilingual({
  en: {
    portals: 'ids of configured portals, or addresses of channels; none: all configured portals',
    years: 'report years: 2023, 2021-2023, 2021- or -2018',
    concurrency: 'requests at once to one host',
    maxPages: 'list pages followed in one channel',
    retryFailed: 'only what failed before; the channels are not visited again',
    json: 'print the summary as JSON',
    about:
      'Ctrl-C stops cleanly; the same command goes on. Exit codes: 0 all well; 1 finished, with failures listed; 2 wrong usage or config; 3 another run holds the data folder; 130 interrupted.',
    noChannel: 'no portal has a channel to crawl; see `nianbao portals`',
    withoutChannels: (n: number) => `${plural(n, 'portal')} without a channel left aside (nianbao probe finds them)`,
    emptyPortal: (id: string, probe: string) => `${id} has no channel yet; find one with \`${probe}\``,
    filtersChoose: '--province, --level, --platform and --channel-state choose configured portals, not addresses',
    yearsTake: (given: string) => `--years takes 2021, 2021-2023, 2021- or -2018, not "${given}"`,
    yearsBackwards: (given: string) => `--years ${given}: the first year is after the last`,
    goingOn: (portals: string) => `going on with ${portals}`,
    waiting: (minutes: number) =>
      `waiting ${plural(minutes, 'minute')}: every host that is left has asked to be left alone`,
    draining: 'all fetched; reading what is left …',
    outage:
      'no host answers, not even the one that did a moment ago: our own network seems to be down; waiting for it …',
    networkBack: (seconds: number) =>
      `the network is back after ${seconds} s; nothing of this counts against the portals`,
    progress: (facts: {
      done: number;
      open: number;
      failed: number;
      finished: number;
      portals: number;
      left: string;
    }) =>
      [
        `${facts.finished} of ${plural(facts.portals, 'portal')} finished`,
        `${facts.done} requests done, ${facts.open} to go`,
        ...(facts.failed > 0 ? [`${facts.failed} failed`] : []),
        ...(facts.left === '' ? [] : [`about ${facts.left} left`]),
      ].join('; '),
    slowest: (portals: string) => `slowest: ${portals}`,
    slow: (portal: string, open: number, left: string) => `${portal} (${open} to go${left === '' ? '' : `, ${left}`})`,
    reports: (n: { fresh: number; changed: number; joined: number | null; unchanged: number; failed: number }) =>
      `Reports: ${n.fresh} new, ${n.changed} changed, ${n.joined === null ? '' : `${n.joined} joined, `}${n.unchanged} unchanged, ${n.failed} failed`,
    flagged: (n: number) =>
      `Checks:  ${plural(n, 'report')} of these with numbers that do not add up (stored as printed)`,
    fetched: (responses: number, revisits: number, seconds: number) =>
      `Fetched: ${plural(responses, 'response')}, ${plural(revisits, 'revisit')} (unchanged), in ${seconds} s`,
    withoutReport: (n: number) => `Read:    ${plural(n, 'document')} without a report of a known organ and year`,
    warnings: (n: number) => `Lists:   ${plural(n, 'warning')} about lists`,
    archiveDamaged: (n: number) => `Archive: ${plural(n, 'record')} cannot be read any more; see \`nianbao verify\``,
    left: (n: number) => `Left:    ${plural(n, 'address', 'addresses')} not fetched`,
    failed: 'Failed:',
    moreFailures: (n: number) => `… and ${n} more: see nianbao runs --limit 1 --json`,
    underFloor: (portal: string, found: number, floor: number) =>
      `${portal}: ${found} reports, but at least ${floor} are expected (floor). Has the channel moved?`,
    database: (path: string) => `Database: ${path}`,
    doubtful: (n: number) => `Lists:   ${plural(n, 'channel')} not known to be complete`,
  },
  zh: {
    portals: '已配置网站的编号，或栏目地址；都不给：所有已配置的网站',
    years: '报告年度：2023、2021-2023、2021- 或 -2018',
    concurrency: '对同一主机同时发出的请求数',
    maxPages: '一个栏目最多翻多少列表页',
    retryFailed: '只重试上次失败的；不再访问栏目',
    json: '以 JSON 输出摘要',
    about:
      'Ctrl-C 会妥善停下，再次运行同一命令即继续。退出码：0 一切正常；1 已完成，但有失败（已列出）；2 用法或配置有误；3 数据目录正被另一次运行占用；130 被中断。',
    noChannel: '没有任何网站有可采集的栏目；见 `nianbao portals`',
    withoutChannels: (n) => `${n} 个网站还没有栏目，先放在一边（用 nianbao probe 寻找）`,
    emptyPortal: (id, probe) => `${id} 还没有栏目；用 \`${probe}\` 寻找`,
    filtersChoose: '--province、--level、--platform 和 --channel-state 用来筛选已配置的网站，不能用于地址',
    yearsTake: (given) => `--years 可以是 2021、2021-2023、2021- 或 -2018，不能是“${given}”`,
    yearsBackwards: (given) => `--years ${given}：起始年度晚于结束年度`,
    goingOn: (portals) => `接着上次继续：${portals}`,
    waiting: (minutes) => `等待 ${minutes} 分钟：剩下的主机都要求暂缓访问`,
    draining: '已全部获取；正在读取余下的文件……',
    outage: '所有主机都没有应答，连刚才还应答的也没有：本机网络似乎断了；等待恢复……',
    networkBack: (seconds) => `网络在 ${seconds} 秒后恢复；这段时间的失败不计在网站头上`,
    progress: ({ done, open, failed, finished, portals, left }) =>
      [
        `${portals} 个网站中已完成 ${finished} 个`,
        `已请求 ${done} 次，还剩 ${open} 次`,
        ...(failed > 0 ? [`失败 ${failed} 次`] : []),
        ...(left === '' ? [] : [`大约还要 ${left}`]),
      ].join('；'),
    slowest: (portals) => `最慢的：${portals}`,
    slow: (portal, open, left) => `${portal}（还剩 ${open} 次${left === '' ? '' : `，${left}`}）`,
    reports: ({ fresh, changed, joined, unchanged, failed }) =>
      `年报：新增 ${fresh}，变更 ${changed}，${joined === null ? '' : `并入 ${joined}，`}未变 ${unchanged}，失败 ${failed}`,
    flagged: (n) => `校验：其中 ${n} 份的数字加总不符（按原文保存）`,
    fetched: (responses, revisits, seconds) => `获取：${responses} 个应答，${revisits} 个未变，用时 ${seconds} 秒`,
    withoutReport: (n) => `读取：${n} 份文件里没有可识别机关和年度的年报`,
    warnings: (n) => `列表：${n} 条关于列表的提醒`,
    archiveDamaged: (n) => `存档：${n} 条记录已无法读取；见 \`nianbao verify\``,
    left: (n) => `未取：${n} 个地址没有获取`,
    failed: '失败：',
    moreFailures: (n) => `……另有 ${n} 项，见 nianbao runs --limit 1 --json`,
    underFloor: (portal, found, floor) =>
      `${portal}：只有 ${found} 份年报，至少应有 ${floor} 份（floor）。栏目是不是搬家了？`,
    database: (path) => `数据库：${path}`,
    doubtful: (n) => `列表：${n} 个栏目不能确定已读完`,
  },
});
