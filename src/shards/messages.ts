import { bilingual } from '../language/bilingual.ts';

/** What this room says to people. */
export const shardMessages = bilingual({
  en: {
    missingPackage: (name: string) =>
      `${name} is not installed. Work on several machines needs it: \`npm install ${name}\` (it is one of nianbao's optional dependencies).`,
    postgresUrl: (url: string) => `"${url}" is no address of a PostgreSQL database: postgres://user@host:5432/name`,
    postgresUnreachable: (url: string, why: string) => `PostgreSQL at ${url} cannot be used: ${why}`,
    newerSchema: 'a newer nianbao has written its tables; install that version here, too',
    storeAddress: (address: string) =>
      `"${address}" is no store: s3://bucket/prefix (with ?endpoint=https://… where it is not Amazon's), or a folder`,
    objectGone: (where: string) => `${where} is not there`,
    storeFailed: (where: string, why: string) => `${where}: ${why}`,
    otherBytes: (where: string, expected: string, found: string) =>
      `${where} has other bytes than were put there: SHA-256 ${found} in place of ${expected}`,
    fileShrank: (path: string) => `${path} became shorter while it was read`,
    folderElsewhere: (shard: string, path: string) =>
      `the folder of ${shard} is not at ${path}: another machine's disk has it. Let all workers share --data-root, or use --store.`,
    storeAhead: (shard: string, where: string, generation: number) =>
      `${where} holds ${shard} up to generation ${generation}, of which this PostgreSQL knows nothing: it is of another division, or newer than the backup that was restored. Use another prefix; nianbao merge takes in both.`,
    notBegun: 'there are no shards yet: nianbao shards init makes them',
    begunAlready: (count: number) =>
      `there are ${count} shards already: nianbao shards rebalance takes portals in that are new, nianbao shards add makes more shards`,
    noPortals: 'no configured portal has a channel',
    noSuchShard: (name: string, names: string) => `no shard is called ${name}; there are ${names}`,
    lastShard: 'the only shard cannot be retired',
    noneToTake: 'no shard has several groups of hosts that could be parted',
  },
  zh: {
    missingPackage: (name) =>
      `没有安装 ${name}。多台机器协同需要它：\`npm install ${name}\`（它是 nianbao 的可选依赖）。`,
    postgresUrl: (url) => `“${url}”不是 PostgreSQL 数据库的地址：postgres://user@host:5432/name`,
    postgresUnreachable: (url, why) => `无法使用 ${url} 的 PostgreSQL：${why}`,
    newerSchema: '其中的表由更新版本的 nianbao 写成；请在此处也安装该版本',
    storeAddress: (address) =>
      `“${address}”不是存储：s3://bucket/prefix（不是亚马逊的要加 ?endpoint=https://…），或一个目录`,
    objectGone: (where) => `${where} 不存在`,
    storeFailed: (where, why) => `${where}：${why}`,
    otherBytes: (where, expected, found) => `${where} 的内容与存入时不同：SHA-256 是 ${found}，应为 ${expected}`,
    fileShrank: (path) => `${path} 在读取时变短了`,
    folderElsewhere: (shard, path) =>
      `${shard} 的目录不在 ${path}：它在另一台机器的磁盘上。请让所有工作进程共用 --data-root，或使用 --store。`,
    storeAhead: (shard, where, generation) =>
      `${where} 中的 ${shard} 已到第 ${generation} 代，而此 PostgreSQL 对此一无所知：它属于另一次划分，或比恢复的备份更新。请换一个前缀；nianbao merge 可以把两者都并入。`,
    notBegun: '还没有分片：用 nianbao shards init 建立',
    begunAlready: (count) => `已有 ${count} 个分片：nianbao shards rebalance 接收新网站，nianbao shards add 增加分片`,
    noPortals: '没有一个已配置的网站有栏目',
    noSuchShard: (name, names) => `没有叫 ${name} 的分片；现有 ${names}`,
    lastShard: '唯一的分片不能撤下',
    noneToTake: '没有一个分片含有可以分开的多组主机',
  },
});
