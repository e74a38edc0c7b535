import { bilingual } from '../../language/bilingual.ts';

const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

export const portalsMessages = bilingual({
  en: {
    check: 'only check all files, offline; every mistake is named with its line',
    json: 'one JSON object a portal, for programs',
    data: 'data folder, for the last results',
    about:
      'Lists the configured portals by province: how sure their addresses are, and what the last crawl brought. A portal without channels is only a place to start: run `nianbao probe` on its entry. Exit code 2 when a file is wrong.',
    valid: (n: { portals: number; folder: string; channels: number; entries: number; hosts: number }) =>
      `${n.portals} portals in ${n.folder}: ${n.channels} channels${n.entries > 0 ? `, ${n.entries} only with an entry to probe` : ''}; ${n.hosts} hosts to discover. All files are valid.`,
    total: (portals: number, withReports: number) => `${portals} portals, ${withReports} with reports in the database.`,
    entryOnly: 'entry only',
    channels: (n: number) => count(n, 'channel'),
    never: 'never crawled',
    noReports: 'no reports',
    reports: (n: number, years: string) => `${count(n, 'report')} of ${years}`,
    underFloor: (floor: number) => `under its floor of ${floor}`,
    failed: (n: number) => `${count(n, 'request')} failed`,
    unfinished: 'unfinished',
    visited: (day: string) => `visited ${day}`,
    sure: { 'channel seen': 'channel seen', 'folder seen': 'folder seen', 'host seen': 'host seen', guess: 'guess' },
  },
  zh: {
    check: '只检查全部文件，不联网；每处错误都写明行号',
    json: '每个网站输出一个 JSON 对象，供程序使用',
    data: '数据目录，取最近的结果',
    about:
      '按省列出已配置的网站：地址有多大把握，上次采集的结果如何。没有栏目的网站只是一个起点：对其 entry 运行 `nianbao probe`。文件有误时退出码为 2。',
    valid: ({ portals, folder, channels, entries, hosts }) =>
      `${folder} 中有 ${portals} 个网站：${channels} 个栏目${entries > 0 ? `，${entries} 个只有待探测的入口` : ''}；${hosts} 个待发现的主机。所有文件都有效。`,
    total: (portals, withReports) => `共 ${portals} 个网站，其中 ${withReports} 个在数据库中有年报。`,
    entryOnly: '只有入口',
    channels: (n) => `${n} 个栏目`,
    never: '从未采集',
    noReports: '没有年报',
    reports: (n, years) => `${n} 份年报（${years}）`,
    underFloor: (floor) => `少于应有的 ${floor} 份`,
    failed: (n) => `${n} 次请求失败`,
    unfinished: '未完成',
    visited: (day) => `访问于 ${day}`,
    sure: { 'channel seen': '见过栏目', 'folder seen': '见过目录', 'host seen': '见过主机', guess: '推测' },
  },
});
