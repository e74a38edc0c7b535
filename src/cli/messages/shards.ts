import { bilingual } from '../../language/bilingual.ts';

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `nianbao shards`. */
export const shardsMessages = bilingual({
  en: {
    action: 'init, status, queue, add, rebalance or retire',
    names: 'with queue and retire: names of shards',
    count: 'with init and add: how many shards',
    data: 'with init: a data folder that knows the portals; what they cost is taken from it',
    cron: 'with init and queue: when rounds begin, as cron writes it; "none": never by themselves',
    zone: 'with --cron: the time zone',
    wait: 'with add, rebalance and retire: wait for shards that a worker has',
    json: 'print as JSON',
    about:
      'Shards of the configured portals over several machines: a shard holds all portals of its hosts. init makes them and begins the first round; status shows who has what, since when, what is left, what failed, and how long it will take; queue begins a round now; add parts the heaviest shards; rebalance takes in portals that are new and brings portals together that share a host; retire empties shards. See docs/scale.md. Exit codes: 0 all well; 1 shards have failed, or a worker has what was to be moved; 2 wrong usage or config.',
    actionTakes: (given: string) =>
      `nianbao shards takes init, status, queue, add, rebalance or retire, not "${given}"`,
    cronTakes: (given: string) => `--cron takes five fields, such as "17 1 * * *", or none, not "${given}"`,
    needsName: 'nianbao shards retire needs the name of a shard',
    made: (shards: number, portals: number, hosts: number) =>
      `${plural(shards, 'shard')} of ${plural(portals, 'portal')} on ${plural(hosts, 'host')}`,
    fewer: (asked: number, groups: number) =>
      `no more than ${groups}, not ${asked}: portals that share hosts are ${plural(groups, 'group')}`,
    heaviest: (name: string, portals: number, rows: number, time: string) =>
      `  heaviest  ${name}: ${plural(portals, 'portal')}, about ${rows} rows, ${time} at the pace of its hosts`,
    lightest: (name: string, portals: number, rows: number, time: string) =>
      `  lightest  ${name}: ${plural(portals, 'portal')}, about ${rows} rows, ${time} at the pace of its hosts`,
    nextWorker: 'On each machine:  nianbao worker --postgres URL --data-root DIR [--store s3://…]',
    scheduled: (cron: string, zone: string) => `Rounds begin by themselves: ${cron} (${zone})`,
    unscheduled: 'Rounds begin by `nianbao shards queue` alone',
    queued: (n: number, of: number) => `${n} of ${plural(of, 'shard')} queued; the others were already`,
    head: {
      shard: 'shard',
      state: 'state',
      who: 'worker',
      since: 'since',
      portals: 'portals',
      left: 'left',
      documents: 'to read',
      failed: 'failed',
      outcome: 'last',
    },
    states: {
      crawling: 'crawling',
      waiting: 'waiting',
      idle: 'idle',
      cut_off: 'cut off',
      failed: 'failed',
      retired: 'retired',
    },
    never: 'never',
    workers: 'Workers:',
    noWorkers: 'No worker is there.',
    worker: (name: string, kind: string, at: string, requests: number, documents: number, silent: string) =>
      `  ${name}  ${kind}  ${at}  ${plural(requests, 'request')}, ${plural(documents, 'document')}, seen ${silent} ago`,
    kinds: { crawl: 'crawls', read: 'reads' },
    resting: 'waits',
    shards: (n: number, states: readonly string[]) => `${plural(n, 'shard')}: ${states.join(', ')}`,
    totals: (portals: number, hosts: number, left: number, documents: number, failed: number) =>
      `${plural(portals, 'portal')} on ${plural(hosts, 'host')}: ${plural(left, 'request')} left, ${plural(documents, 'document')} to read, ${failed} failed`,
    unbegun: (n: number, rows: number) => `${plural(n, 'shard')} not begun: about ${rows} rows`,
    offered: (n: number) => `${plural(n, 'document')} offered to readers`,
    rates: (requests: string, documents: string) =>
      `Over the last day: ${requests} requests and ${documents} documents a minute`,
    left: (time: string) => `At this rate what is left takes ${time}`,
    parted: (n: number) => `${plural(n, 'portal')} need a host of another shard: nianbao shards rebalance`,
    failedShard: (shard: string, message: string) => `${shard} was given up: ${message}; nianbao shards queue ${shard}`,
    moved: (portals: number, from: string, to: string) => `${from} → ${to}: ${plural(portals, 'portal')}`,
    added: (name: string, parent: string, portals: number) =>
      `${name}: ${plural(portals, 'portal')} of ${parent}, with all that is known of them`,
    taken: (portals: number, shard: string) => `${shard}: ${plural(portals, 'new portal')}`,
    gone: (n: number, ids: string) => `${plural(n, 'portal')} not configured any more, and not visited: ${ids}`,
    nothing: 'Nothing is to be moved.',
    busy: (shard: string, worker: string) =>
      `${shard} is with ${worker}: its portals stay for now; the same command with --wait waits for it`,
    retired: (name: string) => `${name} is empty and retired; what it has archived is part of every merge`,
  },
  zh: {
    action: 'init、status、queue、add、rebalance 或 retire',
    names: '与 queue、retire 同用：分片的名字',
    count: '与 init、add 同用：多少个分片',
    data: '与 init 同用：一个了解这些网站的数据目录；工作量由此估计',
    cron: '与 init、queue 同用：每轮何时开始，按 cron 写法；none 表示不自动开始',
    zone: '与 --cron 同用：时区',
    wait: '与 add、rebalance、retire 同用：等待工作进程占用的分片',
    json: '以 JSON 输出',
    about:
      '把已配置的网站分给多台机器：一个分片包含其各主机的全部网站。init 建立分片并开始第一轮；status 显示谁在做什么、从何时起、还剩多少、什么失败了、还要多久；queue 立即开始一轮；add 拆分最重的分片；rebalance 接收新网站，并把共用主机的网站放到一起；retire 清空分片。见 docs/scale.md。退出码：0 一切正常；1 有分片失败，或要移动的分片被占用；2 用法或配置有误。',
    actionTakes: (given) => `nianbao shards 之后可以是 init、status、queue、add、rebalance 或 retire，不能是“${given}”`,
    cronTakes: (given) => `--cron 要五个字段，如 "17 1 * * *"，或 none，不能是“${given}”`,
    needsName: 'nianbao shards retire 要有分片的名字',
    made: (shards, portals, hosts) => `${shards} 个分片，${portals} 个网站，${hosts} 台主机`,
    fewer: (asked, groups) => `至多 ${groups} 个，而不是 ${asked} 个：共用主机的网站合为 ${groups} 组`,
    heaviest: (name, portals, rows, time) =>
      `  最重  ${name}：${portals} 个网站，约 ${rows} 行，按主机的速度要 ${time}`,
    lightest: (name, portals, rows, time) =>
      `  最轻  ${name}：${portals} 个网站，约 ${rows} 行，按主机的速度要 ${time}`,
    nextWorker: '在每台机器上：  nianbao worker --postgres URL --data-root DIR [--store s3://…]',
    scheduled: (cron, zone) => `每轮自动开始：${cron}（${zone}）`,
    unscheduled: '每轮只由 `nianbao shards queue` 开始',
    queued: (n, of) => `${of} 个分片中排入 ${n} 个；其余已在队中`,
    head: {
      shard: '分片',
      state: '状态',
      who: '工作进程',
      since: '自',
      portals: '网站',
      left: '剩余',
      documents: '待读',
      failed: '失败',
      outcome: '上次',
    },
    states: {
      crawling: '采集中',
      waiting: '等待',
      idle: '空闲',
      cut_off: '断开',
      failed: '失败',
      retired: '已撤下',
    },
    never: '从未',
    workers: '工作进程：',
    noWorkers: '没有工作进程。',
    worker: (name, kind, at, requests, documents, silent) =>
      `  ${name}  ${kind}  ${at}  ${requests} 个请求，${documents} 份文件，${silent}前有消息`,
    kinds: { crawl: '采集', read: '读取' },
    resting: '等待中',
    shards: (n, states) => `${n} 个分片：${states.join('，')}`,
    totals: (portals, hosts, left, documents, failed) =>
      `${portals} 个网站，${hosts} 台主机：剩余 ${left} 个请求，${documents} 份文件待读，${failed} 个失败`,
    unbegun: (n, rows) => `有 ${n} 个分片尚未开始：约 ${rows} 行`,
    offered: (n) => `交给读取进程 ${n} 份文件`,
    rates: (requests, documents) => `最近一天：每分钟 ${requests} 个请求，${documents} 份文件`,
    left: (time) => `照此速度，剩下的要 ${time}`,
    parted: (n) => `有 ${n} 个网站需要另一个分片的主机：nianbao shards rebalance`,
    failedShard: (shard, message) => `${shard} 已放弃：${message}；nianbao shards queue ${shard}`,
    moved: (portals, from, to) => `${from} → ${to}：${portals} 个网站`,
    added: (name, parent, portals) => `${name}：来自 ${parent} 的 ${portals} 个网站，连同已知的一切`,
    taken: (portals, shard) => `${shard}：新网站 ${portals} 个`,
    gone: (n, ids) => `有 ${n} 个网站已不在配置中，不再访问：${ids}`,
    nothing: '没有需要移动的。',
    busy: (shard, worker) => `${shard} 正由 ${worker} 占用：其网站暂时不动；加上 --wait 会等待`,
    retired: (name) => `${name} 已清空并撤下；它存档的内容仍属于每次合并`,
  },
});
