import { bilingual } from '../../language/bilingual.ts';

export const exportMessages = bilingual({
  en: {
    oneOrMore: (names: string) => `one or more of ${names}`,
    out: 'folder to write into',
    cite: 'print how to cite the corpus, and write nothing',
    json: 'print JSON, one object a file',
    about:
      'Shapes: long (a row a cell, with labels, page and source), wide (a panel: a row an organ and year, short names of docs/codebook.md), series (2008 to today), reports, text (sections), checks, organs (with renamings), coverage (who ought to publish), revisions. Only current editions. Beside the files stands datapackage.json: columns, counts, checksums.',
    written: (file: string, rows: number, kib: number) => `${file}  ${rows} rows, ${kib} KiB`,
    described: (file: string) => `${file}  columns, counts, checksums, citation`,
    thereAre: (option: string, given: string, names: string) => `${option} "${given}": there are ${names}`,
    releaseDir: 'folder to write; it must not be there yet',
    since: 'folder of the release before: CHANGES.md says what is new',
    aboutRelease:
      'A data set to publish and cite: every shape as CSV and Parquet, codebook in both languages, data card (coverage, accuracy, limits), what changed, citation, licence, checksums. The same database gives the same bytes.',
    changes: (since: string, added: number, revised: number, withdrawn: number) =>
      `since ${since}: ${added} reports added, ${revised} revised, ${withdrawn} withdrawn`,
    releaseBefore: 'the release before',
    card: (file: string) => `${file}  the data card; SHA256SUMS, CITATION.cff, CHANGES.md beside it`,
  },
  zh: {
    oneOrMore: (names) => `其中一个或多个：${names}`,
    out: '写入的目录',
    cite: '显示如何引用本数据，不写文件',
    json: '输出 JSON，每个文件一个对象',
    about:
      '形状：long（每格一行，附标签、页码和来源）、wide（面板数据：每机关每年一行，短变量名见 docs/codebook.md）、series（2008 年至今的序列）、reports、text（章节文字）、checks（校验）、organs（机关及更名）、coverage（谁应公布）、revisions（改动）。只含现行版本。文件旁有 datapackage.json：各列、计数、校验和。',
    written: (file, rows, kib) => `${file}  ${rows} 行，${kib} KiB`,
    described: (file) => `${file}  各列、计数、校验和、引用方式`,
    thereAre: (option, given, names) => `${option} 没有“${given}”；可用的有 ${names}`,
    releaseDir: '写入的目录，必须尚不存在',
    since: '上一次发布的目录：CHANGES.md 会写明有何不同',
    aboutRelease:
      '可发布、可引用的数据集：各种形状的 CSV 与 Parquet、中英文变量说明、数据说明（覆盖范围、准确性、局限）、改动、引用方式、许可、校验和。同一数据库生成的内容逐字节相同。',
    changes: (since, added, revised, withdrawn) =>
      `自 ${since} 以来：新增 ${added} 份，修订 ${revised} 份，撤下 ${withdrawn} 份`,
    releaseBefore: '上一次发布',
    card: (file) => `${file}  数据说明；旁有 SHA256SUMS、CITATION.cff、CHANGES.md`,
  },
});
