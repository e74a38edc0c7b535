import { bilingual } from '../../language/bilingual.ts';

/** Commands that look after archive and database: verify, merge, rebuild, reextract. */
export const archiveMessages = bilingual({
  en: {
    summaryJson: 'print the summary as JSON',
    reading: (waiting: number) => `reading ${waiting} documents …`,
    asItWas: 'Interrupted; the database is as it was.',
    moreShown: (n: number) => `… and ${n} more: --json shows all`,
    verify: {
      sample: 'so many records, others each day',
      full: 'every record of every file',
      json: 'print the findings as JSON',
      about:
        "Compares archive and database both ways and changes nothing: files and their sizes, records and their digests, SQLite's own integrity and references, counts. Says what is damaged, which reports depend on it, and what to do. A small sample runs at the end of each crawl. Exit codes: 0 all well; 1 something is damaged; 2 wrong usage; 130 interrupted.",
      sampleTakes: '--sample takes a whole number above 0',
      checked: (records: number, files: number) => `Checked ${records} records of ${files} archive files`,
      known: (n: number) =>
        `${n} records are known to be damaged; newer ones have taken their place where pages were fetched again`,
      well: 'All is well',
      wellSoFar: 'All is well in what was looked at; --full reads every byte of the archive',
      damaged: (n: number) => `Damaged: ${n}`,
      costs: (n: number) => `Reports whose source cannot be read again (their numbers stay in the database): ${n}`,
    },
    merge: {
      target: 'the data folder that takes the others in; made where there is none',
      sources: 'data folders of nianbao, or stores of its shards (s3://bucket/prefix, or a folder); they are only read',
      about:
        "Copies the archive files of the sources and makes the target's database anew from all of them: history is kept, editions are decided as if one folder had done it all. The former database is kept beside the new one. Called again, it takes what has come since, or changes nothing. Exit codes: 0 all well; 1 done, but parts are damaged, or files of one name differ; 2 wrong usage; 3 a run holds one of the folders; 130 interrupted: call it again.",
      strange: (folder: string) => `${folder} is no data folder: it has no warc/`,
      itself: (folder: string) => `${folder} cannot be merged into itself`,
      copied: { new: 'new', longer: 'longer', known: 'known', conflict: 'conflict' },
      files: (fresh: number, longer: number, known: number) => `Files: ${fresh} new, ${longer} grown, ${known} known`,
      conflict: (file: string) =>
        `${file}: another file of this name is there already, and was kept; one of them is damaged`,
      nothingNew: 'Nothing new: the database is as it was',
      again: 'Interrupted; the database is as it was. Call it again.',
      reports: (reports: number, documents: number, runs: number) =>
        `Reports: ${reports} current, from ${documents} documents of ${runs} runs`,
      damaged: (what: string) => `damaged: ${what}`,
    },
    rebuild: {
      about:
        'Makes the database anew from the archive alone (warc/), reading every document with the present extractor. The former database is kept beside it as nianbao.before-rebuild.sqlite; until the new one is whole, nothing is changed. Ctrl-C leaves everything as it was. Exit codes: 0 all well; 1 done, but parts of the archive are damaged (listed); 2 wrong usage; 3 another run holds the data folder; 130 interrupted.',
      progress: (done: number, all: number) => `${done} of ${all} runs of the archive done again`,
      rebuilt: (files: number, captures: number, runs: number) =>
        `Rebuilt from ${files} archive files: ${captures} captures of ${runs} runs`,
      reports: (reports: number, documents: number, unreadable: number) =>
        `Reports: ${reports} current, from ${documents} documents; ${unreadable} files unreadable`,
      damaged: (n: number) => `Damaged: ${n} stretches, stepped over; their pages are fetched again`,
      former: (file: string) => `The former database is kept as ${file}`,
    },
    reextract: {
      where: 'only these: a condition over report, payload and document, as "year = 2023 AND format = \'pdf\'"',
      apply: 'write it: read and file anew what is chosen',
      failOn: (kinds: string) => `end with 1 where there are any: ${kinds}`,
      json: 'print all changes as JSON',
      about:
        'Reads the archived documents with the present extractor and shows what would change: cells won, lost and other, checks newly failing or mended. Nothing is written without --apply; with it and --fail-on, only where nothing of that kind was found. Exit codes: 0 all well; 1 changes of a kind in --fail-on; 2 wrong usage; 3 another run holds the data folder; 130 interrupted.',
      progress: (done: number, all: number) => `${done} of ${all} documents read`,
      applied: (n: { documents: number; unreadable: number }) =>
        `Applied: ${n.documents} documents filed anew${n.unreadable === 0 ? '' : `; ${n.unreadable} could not be read again, and keep what is stored of them`}`,
      documents: (read: number, outdated: number) =>
        `Documents: ${read} read, ${outdated} of all were stored by an older extractor`,
      cells: (n: { won: number; lost: number; other: number; reports: number }) =>
        `Cells:     ${n.won} won, ${n.lost} lost, ${n.other} other, in ${n.reports} reports`,
      checks: (failing: number, mended: number) => `Checks:    ${failing} newly failing, ${mended} mended`,
      unreadable: (what: string) => `unreadable  ${what}`,
      more: (n: number) => `… and ${n} more`,
      moreReports: (n: number) => `… and ${n} more reports: --json shows all`,
    },
  },
  zh: {
    summaryJson: '以 JSON 输出摘要',
    reading: (waiting) => `正在读取 ${waiting} 份文件……`,
    asItWas: '已中断；数据库保持原样。',
    moreShown: (n) => `……另有 ${n} 项：用 --json 查看全部`,
    verify: {
      sample: '检查多少条记录，每天不同',
      full: '检查每个文件的每条记录',
      json: '以 JSON 输出发现的问题',
      about:
        '从两个方向比较存档与数据库，不作任何改动：文件及其大小、记录及其摘要、SQLite 自身的完整性和引用、计数。说明哪里损坏、哪些年报受影响、该怎么办。每次采集结束时会检查一小部分。退出码：0 一切正常；1 有损坏；2 用法有误；130 被中断。',
      sampleTakes: '--sample 要一个大于 0 的整数',
      checked: (records, files) => `已检查 ${files} 个存档文件中的 ${records} 条记录`,
      known: (n) => `${n} 条记录已知损坏；重新获取过的网页已有新记录代替`,
      well: '一切正常',
      wellSoFar: '所检查的部分一切正常；--full 会读取存档的每个字节',
      damaged: (n) => `损坏：${n} 处`,
      costs: (n) => `来源已无法重新读取的年报（数字仍在数据库中）：${n} 份`,
    },
    merge: {
      target: '并入其他目录的数据目录；没有就新建',
      sources: 'nianbao 的数据目录，或分片所在的存储（s3://bucket/prefix，或一个目录）；只读取，不改动',
      about:
        '复制各来源的存档文件，并据全部存档重建目标的数据库：保留历史，版本的取舍如同一个目录做完所有工作。旧数据库留在新数据库旁。再次运行时只并入新增的，没有新增则不变。退出码：0 一切正常；1 已完成，但有损坏或同名文件内容不同；2 用法有误；3 某个目录正被占用；130 被中断，再次运行即可。',
      strange: (folder) => `${folder} 不是数据目录：其中没有 warc/`,
      itself: (folder) => `${folder} 不能并入自身`,
      copied: { new: '新增', longer: '加长', known: '已有', conflict: '冲突' },
      files: (fresh, longer, known) => `文件：新增 ${fresh}，加长 ${longer}，已有 ${known}`,
      conflict: (file) => `${file}：已有另一个同名文件，予以保留；两者之一已损坏`,
      nothingNew: '没有新增：数据库保持原样',
      again: '已中断；数据库保持原样。请再次运行。',
      reports: (reports, documents, runs) => `年报：现行 ${reports} 份，来自 ${runs} 次运行的 ${documents} 份文件`,
      damaged: (what) => `损坏：${what}`,
    },
    rebuild: {
      about:
        '只凭存档（warc/）重建数据库，用现有提取程序重新读取每份文件。旧数据库留作 nianbao.before-rebuild.sqlite；新数据库完整之前不改动任何东西。Ctrl-C 后一切保持原样。退出码：0 一切正常；1 已完成，但存档有损坏（已列出）；2 用法有误；3 数据目录正被另一次运行占用；130 被中断。',
      progress: (done, all) => `存档中 ${all} 次运行已重做 ${done} 次`,
      rebuilt: (files, captures, runs) => `由 ${files} 个存档文件重建：${runs} 次运行，${captures} 次获取`,
      reports: (reports, documents, unreadable) =>
        `年报：现行 ${reports} 份，来自 ${documents} 份文件；${unreadable} 个文件无法读取`,
      damaged: (n) => `损坏：${n} 段，已跳过；其中的网页会重新获取`,
      former: (file) => `旧数据库保存为 ${file}`,
    },
    reextract: {
      where: '只限这些：对 report、payload 和 document 的条件，如 "year = 2023 AND format = \'pdf\'"',
      apply: '写入：重新读取所选文件并入库',
      failOn: (kinds) => `有这几类改动时以 1 退出：${kinds}`,
      json: '以 JSON 输出全部改动',
      about:
        '用现有提取程序读取存档的文件，显示会有什么不同：多得、失去和改变的单元格，新增不符或已修复的校验。不加 --apply 不写入；与 --fail-on 同用时，只有没有那几类改动才写入。退出码：0 一切正常；1 有 --fail-on 所列的改动；2 用法有误；3 数据目录正被另一次运行占用；130 被中断。',
      progress: (done, all) => `${all} 份文件已读 ${done} 份`,
      applied: ({ documents, unreadable }) =>
        `已应用：重新入库 ${documents} 份文件${unreadable === 0 ? '' : `；${unreadable} 份无法再次读取，保留已存内容`}`,
      documents: (read, outdated) => `文件：读取 ${read} 份，全部文件中有 ${outdated} 份由旧版提取程序入库`,
      cells: ({ won, lost, other, reports }) =>
        `单元格：多得 ${won}，失去 ${lost}，改变 ${other}，涉及 ${reports} 份年报`,
      checks: (failing, mended) => `校验：新增不符 ${failing}，已修复 ${mended}`,
      unreadable: (what) => `无法读取  ${what}`,
      more: (n) => `……另有 ${n} 项`,
      moreReports: (n) => `……另有 ${n} 份年报：用 --json 查看全部`,
    },
  },
});
