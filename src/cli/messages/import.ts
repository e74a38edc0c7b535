import { bilingual } from '../../language/bilingual.ts';

export const importMessages = bilingual({
  en: {
    paths: 'files, folders (with all below), ZIP and RAR archives, WARC and WACZ files',
    portal: 'the portal that these reports belong to: a configured one, or a new id',
    organ: 'whose reports these are, where neither a document nor its file name says',
    code: 'division of the portal (GB/T 2260, six digits), to tell organs of one name apart',
    json: 'print the summary as JSON',
    about:
      'Every file is archived as it is and read; bytes that are held already are not stored again. Of WARC files, the responses that may be reports are copied with their address, date and headers. Ctrl-C stops cleanly; the same command goes on. Exit codes: 0 all well; 1 finished, with files that cannot be read; 2 wrong usage; 3 another run holds the data folder; 130 interrupted.',
    missing: (path: string) => `${path}: no such file or folder`,
    inside: (path: string, data: string) => `${path} lies in the data folder ${data}: it is there already`,
    codeTakes: (given: string) => `--code takes six digits of GB/T 2260 such as 110115, not "${given}"`,
    portalTakes: (given: string) =>
      `--portal takes an id such as beijing-daxing (small letters, digits, hyphens), not "${given}"`,
    files: (n: { files: number; known: number; records: number; recordsKnown: number; seconds: number }) =>
      `Files:   ${n.files} ${n.files === 1 ? 'file' : 'files'}${n.known > 0 ? ` (${n.known} of them held already)` : ''}${
        n.records + n.recordsKnown > 0
          ? `; WARC records: ${n.records} new${n.recordsKnown > 0 ? `, ${n.recordsKnown} held already` : ''}`
          : ''
      }, in ${n.seconds} s`,
    left: (n: number) => `Left:    ${n} ${n === 1 ? 'file or record' : 'files or records'} not imported`,
    unreadable: (reasons: string) => `cannot be read, but are archived: ${reasons}`,
    otherNumbers:
      'Some reports of one organ name and year have other numbers: corrections, or organs of one name in several places. Import each place with its own --portal to keep them apart.',
    nameOrgan: 'Where only the organ is missing, name it and import these files again:',
    progress: (done: number, total: number) => `${done} of ${total} files`,
    waiting: (n: number) => `${n} documents to be read`,
    manyWaiting: (n: number) => `over ${n} documents to be read`,
  },
  zh: {
    paths: '文件、目录（含其下全部）、ZIP 和 RAR 压缩包、WARC 和 WACZ 文件',
    portal: '这些年报所属的网站：已配置的，或一个新编号',
    organ: '文件和文件名都没有写明时，这些年报属于哪个机关',
    code: '网站的行政区划代码（GB/T 2260，六位），用来区分同名机关',
    json: '以 JSON 输出摘要',
    about:
      '每个文件都原样存档并读取；已有的内容不会重复保存。WARC 文件中可能是年报的应答，连同地址、日期和头部一起复制。Ctrl-C 会妥善停下，再次运行同一命令即继续。退出码：0 一切正常；1 已完成，但有文件无法读取；2 用法有误；3 数据目录正被另一次运行占用；130 被中断。',
    missing: (path) => `${path}：没有这个文件或目录`,
    inside: (path, data) => `${path} 就在数据目录 ${data} 里：已经在库`,
    codeTakes: (given) => `--code 要六位行政区划代码（GB/T 2260），如 110115，不能是“${given}”`,
    portalTakes: (given) => `--portal 要一个编号，如 beijing-daxing（小写字母、数字、连字符），不能是“${given}”`,
    files: ({ files, known, records, recordsKnown, seconds }) =>
      `文件：${files} 个${known > 0 ? `（其中 ${known} 个已在库）` : ''}${
        records + recordsKnown > 0
          ? `；WARC 记录：新增 ${records}${recordsKnown > 0 ? `，已有 ${recordsKnown}` : ''}`
          : ''
      }，用时 ${seconds} 秒`,
    left: (n) => `未导入：${n} 个文件或记录`,
    unreadable: (reasons) => `无法读取但已存档：${reasons}`,
    otherNumbers:
      '同一机关名、同一年度的年报出现了不同的数字：可能是更正，也可能是不同地方的同名机关。请按地方分别用 --portal 导入，以便区分。',
    nameOrgan: '如果只是缺少机关名，写明后重新导入这些文件：',
    progress: (done, total) => `已处理 ${done} / ${total} 个文件`,
    waiting: (n) => `${n} 份文件待读取`,
    manyWaiting: (n) => `超过 ${n} 份文件待读取`,
  },
});
