import { bilingual } from '../../language/bilingual.ts';
import { NIGHT_WORDS } from '../../nightly/words.ts';

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const statusMessages = bilingual({
  en: {
    nights: 'how many nights are shown',
    check: 'for health checks: one line, and an exit code a cause',
    maxAge: 'with --check: the last run must not be older than so many hours',
    minNights: 'with --check: the disk must have room for so many nights',
    json: 'print JSON',
    shardsWell: 'ok: all shards are as they should be',
    shardWrong: (shard: string, isGivenUp: boolean) =>
      isGivenUp ? `${shard} was given up` : `the worker of ${shard} is cut off`,
    about:
      'What a person wants to see in the morning: the last nights, what needs a hand with the command for it, lists that are not complete, what is due, the disk. Only reads. Exit codes of --check: 0 well; 1 something is wrong that nobody has acknowledged; 2 no database, or wrong usage; 5 the disk is nearly full; 7 the last run crashed or is too old; of several the greatest.',
    running: (command: string, since: string) => `Running since ${since}: ${command}`,
    crashed: (command: string, since: string) =>
      `The last run was killed (since ${since}); the same command goes on: ${command}`,
    lastNights: 'Last nights',
    lastRuns: 'Last runs (no night yet: nianbao crawl --mode nightly)',
    noRuns: 'Nothing has run yet.',
    night: (n: {
      portals: number;
      requests: number;
      fresh: number;
      changed: number;
      withdrawn: number;
      left: number;
    }) =>
      [
        ...(n.fresh > 0 ? [`${n.fresh} new`] : []),
        ...(n.changed > 0 ? [`${n.changed} changed`] : []),
        ...(n.withdrawn > 0 ? [`${n.withdrawn} withdrawn`] : []),
        ...(n.left > 0 ? [`${n.left} left over`] : []),
        ...(n.portals > 0 ? [count(n.portals, 'portal')] : []),
        count(n.requests, 'request'),
      ].join(', '),
    newFindings: (n: number) => `${n} newly wrong`,
    cause: NIGHT_WORDS.en.cause,
    causeName: {
      ok: 'ok',
      failures: 'failures',
      incomplete: 'incomplete',
      disk: 'disk full',
      network: 'no network',
      interrupted: 'interrupted',
    },
    hand: (n: number) => `Needs a hand: ${n}`,
    noHand: 'Needs a hand: nothing',
    acknowledged: (n: number) => `${n} known and acknowledged`,
    finding: (kind: string, name: string, portals: number, since: string) =>
      `${kind}: ${name}${portals > 1 ? ` (${portals} portals)` : ''}, since ${since}`,
    kind: NIGHT_WORDS.en.kind,
    incomplete: (n: number) => `Lists not known to be complete: ${n}`,
    allComplete: 'Lists: all read to their end',
    due: (year: number, missing: number, organs: number, portals: number) =>
      `Due: reports of ${year}, ${missing} of ${organs} organs on ${count(portals, 'portal')}`,
    nothingDue: (year: number) => `Due: nothing; all that published before have published for ${year}`,
    missingAt: (portal: string, missing: number, organs: number) => `${portal}  ${missing} of ${organs}`,
    disk: (archive: string, database: string, free: string) =>
      `Disk: archive ${archive}, database ${database}, ${free} free`,
    room: (nights: number) => `room for ${nights} more nights as the last ones`,
    unknownSize: 'unknown',
    more: (n: number) => `… and ${n} more`,
    well: (last: string) => `well: last run ${last}`,
    wrong: (n: number) => `${count(n, 'thing')} wrong that nobody has acknowledged`,
    tooOld: (last: string, hours: number) => `the last run began ${last}, more than ${hours} hours ago`,
    neverRan: 'nothing has run yet',
    wasKilled: 'the last run was killed',
    diskLow: (nights: number) => `the disk has room for ${nights} nights`,
  },
  zh: {
    nights: '显示最近多少夜',
    check: '供健康检查：一行结果，不同原因以不同退出码表示',
    maxAge: '与 --check 同用：上次运行不得早于多少小时',
    minNights: '与 --check 同用：磁盘至少要够多少夜',
    json: '输出 JSON',
    shardsWell: '正常：各分片都没有问题',
    shardWrong: (shard, isGivenUp) => (isGivenUp ? `${shard} 已放弃` : `${shard} 的工作进程断开`),
    about:
      '早上想看的一切：最近几夜、需要人工处理的事项及其命令、未读完的列表、该公布而未公布的、磁盘。只读取，不改动。--check 的退出码：0 正常；1 有未确认的问题；2 没有数据库或用法有误；5 磁盘将满；7 上次运行崩溃或过久；多项时取最大。',
    running: (command, since) => `正在运行（始于 ${since}）：${command}`,
    crashed: (command, since) => `上次运行被杀（始于 ${since}）；再次运行同一命令即继续：${command}`,
    lastNights: '最近几夜',
    lastRuns: '最近几次运行（还没有夜间运行：nianbao crawl --mode nightly）',
    noRuns: '还没有运行过。',
    night: ({ portals, requests, fresh, changed, withdrawn, left }) =>
      [
        ...(fresh > 0 ? [`新增 ${fresh}`] : []),
        ...(changed > 0 ? [`变更 ${changed}`] : []),
        ...(withdrawn > 0 ? [`撤下 ${withdrawn}`] : []),
        ...(left > 0 ? [`留待下次 ${left}`] : []),
        ...(portals > 0 ? [`${portals} 个网站`] : []),
        `${requests} 次请求`,
      ].join('，'),
    newFindings: (n) => `新问题 ${n}`,
    cause: NIGHT_WORDS.zh.cause,
    causeName: {
      ok: '正常',
      failures: '有问题',
      incomplete: '未读完',
      disk: '磁盘满',
      network: '无网络',
      interrupted: '中断',
    },
    hand: (n) => `需要人工处理：${n} 项`,
    noHand: '需要人工处理：没有',
    acknowledged: (n) => `另有 ${n} 项已知并已确认`,
    finding: (kind, name, portals, since) =>
      `${kind}：${name}${portals > 1 ? `（${portals} 个网站）` : ''}，始于 ${since}`,
    kind: NIGHT_WORDS.zh.kind,
    incomplete: (n) => `不能确定已读完的列表：${n} 个`,
    allComplete: '列表：都已读到末尾',
    due: (year, missing, organs, portals) =>
      `待公布：${year} 年度年报，${portals} 个网站上 ${organs} 个机关中的 ${missing} 个`,
    nothingDue: (year) => `待公布：没有；以前公布过的都已公布 ${year} 年度年报`,
    missingAt: (portal, missing, organs) => `${portal}  ${organs} 个中缺 ${missing} 个`,
    disk: (archive, database, free) => `磁盘：存档 ${archive}，数据库 ${database}，剩余 ${free}`,
    room: (nights) => `照最近几夜算，还够 ${nights} 夜`,
    unknownSize: '不详',
    more: (n) => `……另有 ${n} 项`,
    well: (last) => `正常：上次运行 ${last}`,
    wrong: (n) => `有 ${n} 项未确认的问题`,
    tooOld: (last, hours) => `上次运行始于 ${last}，已超过 ${hours} 小时`,
    neverRan: '还没有运行过',
    wasKilled: '上次运行被杀',
    diskLow: (nights) => `磁盘只够 ${nights} 夜`,
  },
});
