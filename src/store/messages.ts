import { bilingual } from '../language/bilingual.ts';

export const storeMessages = bilingual({
  en: {
    noDatabase: (dataDir: string) =>
      `no database in ${dataDir}. Fill it with \`nianbao crawl\`, or name another folder with --data.`,
    locked: (dataDir: string, holder: string) =>
      `another run holds the data folder ${dataDir}${holder}. Wait for it to end, stop it, or use another folder with --data.`,
    holder: (command: string, pid: string, since: string) => `: \`${command}\` (process ${pid}, since ${since})`,
    unknownProcess: 'unknown',
    older: (path: string, dataDir: string, version: number, own: number) =>
      `${path} has an older schema (${version}, not ${own}). \`nianbao reextract --data ${dataDir}\` brings it up to date; it asks no host.`,
    newer: (path: string, version: number, own: number) =>
      `${path} was written by a newer nianbao (schema ${version}, this one knows ${own}). Update nianbao.`,
    unreleased: (path: string, version: number) =>
      `${path} was written by a nianbao of before the first release (schema ${version}). \`nianbao rebuild\` makes it anew from the archive.`,
  },
  zh: {
    noDatabase: (dataDir) => `${dataDir} 中没有数据库。用 \`nianbao crawl\` 采集，或用 --data 指明另一个目录。`,
    locked: (dataDir, holder) =>
      `数据目录 ${dataDir} 正被另一次运行占用${holder}。请等它结束，或停止它，或用 --data 换一个目录。`,
    holder: (command, pid, since) => `：\`${command}\`（进程 ${pid}，始于 ${since}）`,
    unknownProcess: '不详',
    older: (path, dataDir, version, own) =>
      `${path} 的结构较旧（${version}，应为 ${own}）。运行 \`nianbao reextract --data ${dataDir}\` 即可更新，不访问任何网站。`,
    newer: (path, version, own) =>
      `${path} 是由更新的 nianbao 写的（结构 ${version}，本程序只认识 ${own}）。请更新 nianbao。`,
    unreleased: (path, version) =>
      `${path} 是由首次发布之前的 nianbao 写的（结构 ${version}）。用 \`nianbao rebuild\` 由存档重建。`,
  },
});
