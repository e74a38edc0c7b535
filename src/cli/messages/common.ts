import { bilingual } from '../../language/bilingual.ts';

/** What several commands say in the same words. */
export const commonMessages = bilingual({
  en: {
    data: 'data folder: database and archive',
    config: 'folder of nianbao.yaml and portals/',
    delay: 'milliseconds between two requests to one host (a name and a port)',
    allowPrivate: 'visit this loopback or private address, network or name; repeatable',
    quiet: 'no progress',
    takesNumber: (name: string, least: number, most: number, given: string) =>
      `${name} takes a whole number from ${least} to ${most}, not "${given}"`,
    takesWhole: (name: string, given: string) => `${name} must be a whole number, not "${given}"`,
    takes: (name: string, what: string, given: string) => `${name} takes ${what}, not "${given}"`,
    needsValue: (name: string) => `${name} needs a value`,
    notAPlace: (given: string) => `--allow-private: not an address, network or host name: ${given}`,
    next: 'Next:',
    interrupted: 'Interrupted. Run the same command again to go on.',
    seconds: (n: number) => `${n} s`,
    minutes: (minutes: number, seconds: number) => `${minutes} min${seconds === 0 ? '' : ` ${seconds} s`}`,
    hours: (hours: number, minutes: number) => `${hours} h${minutes === 0 ? '' : ` ${minutes} min`}`,
    more: (n: number, where: string) => `… and ${n} more: see ${where}`,
    mended: (file: string, bytes: number, keptAs: string) =>
      `mended ${file} after a crash (${bytes} bytes of a torn record cut off, kept as ${keptAs})`,
    adopted: (file: string, records: number) =>
      `indexed ${records} records of ${file} that an earlier run had written but not noted`,
    damaged: (file: string, offset: number, length: number, reason: string) =>
      `${file} is damaged at byte ${offset} (${length} bytes, ${reason}); nothing was removed, and the records behind it are in use`,
    isGone: (file: string) => `${file} is gone`,
    hasLost: (file: string, bytes: number) => `${file} has lost its last ${bytes} bytes`,
    lost: (what: string, records: number) =>
      `${what}: ${records} records of it are missing, and their pages are fetched again when they are next visited. To have them back, restore the file from a backup`,
    upgrading: (path: string, size: string) =>
      `${path} (${size}) was written by an older nianbao and is brought up to date, once: half a minute a GB …`,
    outdated: (documents: number) =>
      `${documents} documents were read by an older extractor: \`nianbao reextract\` says what would change`,
  },
  zh: {
    data: '数据目录：数据库与存档',
    config: 'nianbao.yaml 和 portals/ 所在的目录',
    delay: '对同一主机（域名加端口）两次请求的间隔，毫秒',
    allowPrivate: '允许访问这个本机或内网地址、网段或域名；可多次给出',
    quiet: '不显示进度',
    takesNumber: (name, least, most, given) => `${name} 要一个 ${least} 到 ${most} 之间的整数，不能是“${given}”`,
    takesWhole: (name, given) => `${name} 要一个整数，不能是“${given}”`,
    takes: (name, what, given) => `${name} 可以是${what}，不能是“${given}”`,
    needsValue: (name) => `${name} 需要一个值`,
    notAPlace: (given) => `--allow-private：${given} 不是地址、网段或主机名`,
    next: '下一步：',
    interrupted: '已中断。再次运行同一命令即可继续。',
    seconds: (n) => `${n} 秒`,
    minutes: (minutes, seconds) => `${minutes} 分${seconds === 0 ? '钟' : ` ${seconds} 秒`}`,
    hours: (hours, minutes) => `${hours} 小时${minutes === 0 ? '' : ` ${minutes} 分`}`,
    more: (n, where) => `……另有 ${n} 项，见 ${where}`,
    mended: (file, bytes, keptAs) => `上次崩溃后已修复 ${file}（切下残缺记录 ${bytes} 字节，另存为 ${keptAs}）`,
    adopted: (file, records) => `${file} 中有 ${records} 条记录上次写入后未登记，现已登记`,
    damaged: (file, offset, length, reason) =>
      `${file} 在第 ${offset} 字节处损坏（${length} 字节，${reason}）；没有删除任何内容，其后的记录照常使用`,
    isGone: (file) => `${file} 不见了`,
    hasLost: (file, bytes) => `${file} 末尾缺少 ${bytes} 字节`,
    lost: (what, records) =>
      `${what}：缺少其中 ${records} 条记录，下次访问时会重新获取这些网页。要找回原记录，请从备份恢复该文件`,
    upgrading: (path, size) => `${path}（${size}）由较旧的 nianbao 写成，现更新一次，每 GB 约半分钟……`,
    outdated: (documents) => `有 ${documents} 份文件是由旧版提取程序读取的：用 \`nianbao reextract\` 看会有什么不同`,
  },
});
