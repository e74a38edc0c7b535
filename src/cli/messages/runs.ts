import { bilingual } from '../../language/bilingual.ts';

/** What the counts of a summary are called; a count that is zero is not shown. */
const counted = (n: number, what: string): string => `${n} ${what}`;

export const runsMessages = bilingual({
  en: {
    limit: 'at most so many, the newest first',
    json: 'print JSON, one object a run',
    about:
      'Outcomes: ok; failures (some pages or files, listed in the summary); interrupted; crashed (killed; nothing runs any more); running. Interrupted and crashed ones go on where they were when the same command is run again. Times are those of this machine.',
    limitTakes: (given: string) => `--limit must be a whole number from 1, not "${given}"`,
    none: 'no runs yet',
    outcome: { ok: 'ok', failures: 'failures', interrupted: 'interrupted', crashed: 'crashed', running: 'running' },
    counts: {
      reports_new: (n: number) => counted(n, 'new'),
      reports_changed: (n: number) => counted(n, 'changed'),
      reports_unchanged: (n: number) => counted(n, 'unchanged'),
      reports_joined: (n: number) => counted(n, 'joined'),
      failed: (n: number) => counted(n, 'failed'),
      documents_without_report: (n: number) => counted(n, 'without a report'),
      channels_incomplete: (n: number) => counted(n, 'lists incomplete'),
      channels_unknown: (n: number) => counted(n, 'lists unknown'),
      responses: (n: number) => counted(n, 'fetched'),
      revisits: (n: number) => counted(n, 'unchanged pages'),
      found: (n: number) => counted(n, 'found'),
      requests: (n: number) => counted(n, 'requests'),
    },
    portals: (n: number, names: string) => `${n} ${n === 1 ? 'portal' : 'portals'}: ${names}`,
    others: (n: number) => `and ${n} others`,
  },
  zh: {
    limit: '最多列出多少次，最近的在前',
    json: '输出 JSON，每次运行一个对象',
    about:
      '结果：正常；有失败（某些网页或文件，见摘要）；中断；崩溃（进程被杀，已不在运行）；运行中。中断和崩溃的，再次运行同一命令即从原处继续。时间为本机时间。',
    limitTakes: (given) => `--limit 要一个不小于 1 的整数，不能是“${given}”`,
    none: '还没有运行过',
    outcome: { ok: '正常', failures: '有失败', interrupted: '中断', crashed: '崩溃', running: '运行中' },
    counts: {
      reports_new: (n) => `新增 ${n}`,
      reports_changed: (n) => `变更 ${n}`,
      reports_unchanged: (n) => `未变 ${n}`,
      reports_joined: (n) => `并入 ${n}`,
      failed: (n) => `失败 ${n}`,
      documents_without_report: (n) => `无年报文件 ${n}`,
      channels_incomplete: (n) => `列表未读完 ${n}`,
      channels_unknown: (n) => `列表不明 ${n}`,
      responses: (n) => `获取 ${n}`,
      revisits: (n) => `网页未变 ${n}`,
      found: (n) => `找到 ${n}`,
      requests: (n) => `请求 ${n}`,
    },
    portals: (n, names) => `${n} 个网站：${names}`,
    others: (n) => `另有 ${n} 个`,
  },
});
