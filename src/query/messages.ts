import { bilingual } from '../language/bilingual.ts';

export const queryMessages = bilingual({
  en: {
    bracketOpen: (text: string) => `"${text}": a bracket is not closed`,
    bracketClosed: (text: string) => `"${text}": a bracket closes that was not opened`,
    wordWanted: (text: string, found: string) => `"${text}": ${found} where a word should be`,
    wordWantedAtEnd: (text: string) => `"${text}": the end where a word should be`,
    noOrder: (given: string) => `"${given}" is no order: rank, date, year or a number’s name`,
    notANumber: (name: string, near: string) =>
      `${name} is no number of a form; is ${near} meant? docs/codebook.md lists them`,
    noProvince: (name: string, all: string) => `no province is called "${name}"; there are ${all}`,
    noLevel: (given: string, all: string) => `"${given}" is no level; there are ${all}`,
    noKind: (given: string, all: string) => `"${given}" is no kind; there are ${all}`,
    noStatus: (given: string, all: string) => `"${given}" is no status; there are ${all}`,
    noCheck: (given: string, all: string) => `"${given}" is no check; there are ${all}`,
    limitedBy: (shape: string, known: string, odd: string) =>
      `the shape ${shape} is limited by ${known}, not by ${odd}`,
    tooManyRows: (shape: string, format: string, most: number) =>
      `${format} holds ${most.toLocaleString('en')} rows, and the shape ${shape} has more: --format parquet or csv holds all of them; --years, --province, --level and the like take fewer`,
    tooLarge: (shape: string, format: string, gigabytes: number) =>
      `the shape ${shape} as ${format} would have about ${gigabytes} GB, since every text is as wide there as the longest of its column, and Stata reads a file into memory as a whole: --shape wide is the same as a panel; --years, --province, --level and the like take less; --format parquet or csv holds all of it`,
    noSection: (given: string, all: string) => `"${given}" is no section; there are ${all}`,
    noReport: (organ: string, year: number) => `"${organ}" ${year} fits no report`,
    manyReports: (organ: string, year: number, n: number) => `"${organ}" ${year} fits ${n} reports`,
    noCell: (name: string, some: string) =>
      `the report has no cell "${name}"; it has ${some} and others (docs/codebook.md names them all)`,
    noNumbers: (name: string) => `the report has no cell "${name}"; it has no numbers`,
  },
  zh: {
    bracketOpen: (text) => `“${text}”：有括号没有关上`,
    bracketClosed: (text) => `“${text}”：有括号没有打开就关上了`,
    wordWanted: (text, found) => `“${text}”：${found} 处应当是一个词`,
    wordWantedAtEnd: (text) => `“${text}”：末尾应当还有一个词`,
    noOrder: (given) => `没有“${given}”这种排序：可用 rank、date、year 或一个数字的名称`,
    notANumber: (name, near) => `没有哪种表式有数字 ${name}；是不是 ${near}？全部名称见 docs/codebook.md`,
    noProvince: (name, all) => `没有叫“${name}”的省；有 ${all}`,
    noLevel: (given, all) => `没有“${given}”这一层级；有 ${all}`,
    noKind: (given, all) => `没有“${given}”这一类别；有 ${all}`,
    noStatus: (given, all) => `没有“${given}”这种情况；有 ${all}`,
    noCheck: (given, all) => `没有“${given}”这项校验；有 ${all}`,
    limitedBy: (shape, known, odd) => `形状 ${shape} 只能用 ${known} 筛选，不能用 ${odd}`,
    tooManyRows: (shape, format, most) =>
      `${format} 最多 ${most.toLocaleString('en')} 行，形状 ${shape} 的行数更多：--format parquet 或 csv 可以全部写下；也可以用 --years、--province、--level 等缩小范围`,
    tooLarge: (shape, format, gigabytes) =>
      `形状 ${shape} 写成 ${format} 约有 ${gigabytes} GB：其中每列文字都按最长的一格占位，而 Stata 会把整个文件读入内存。--shape wide 是同样内容的面板；可以用 --years、--province、--level 等缩小范围；--format parquet 或 csv 可以全部写下`,
    noSection: (given, all) => `没有“${given}”这一章节；有 ${all}`,
    noReport: (organ, year) => `“${organ}”${year} 没有对应的年报`,
    manyReports: (organ, year, n) => `“${organ}”${year} 对应 ${n} 份年报`,
    noCell: (name, some) => `这份年报没有单元格“${name}”；有 ${some} 等（全部名称见 docs/codebook.md）`,
    noNumbers: (name) => `这份年报没有单元格“${name}”；其中没有数字`,
  },
});
