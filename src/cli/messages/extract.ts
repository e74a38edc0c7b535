import { bilingual } from '../../language/bilingual.ts';

export const extractMessages = bilingual({
  en: {
    files:
      'reports in any format, folders, or - for standard input: HTML, PDF, Word, WPS, RTF, ODT, Excel, text, images, ZIP, RAR',
    pretty: 'indent the JSON for reading',
    provenance: 'add, for every figure, the table, row, column, page and box it was read from',
    explain: 'tell instead how the file was read, row by row, and why a number is null',
    json: 'what --explain tells as JSON, for programs',
    pictures: 'folder for the pictures of pages (SVG) that --explain writes of PDF and scans',
    about:
      'Prints JSON Lines: one object a file, in the order given; a file inside an archive is named "archive.zip!/name". Needs no database and no network. Exit code 1 when a file could not be read; the others are still printed.',
    noFiles: (where: string) => `no files in ${where}`,
    onePicture: (file: string) => `Pictures of the page: ${file}`,
    pictureFiles: (n: number, file: string) => `Pictures of ${n} pages: ${file}`,
    unpackFirst: 'an archive: unpack it and explain the file in it',
  },
  zh: {
    files: '任何格式的年报、目录，或 - 表示标准输入：HTML、PDF、Word、WPS、RTF、ODT、Excel、文本、图片、ZIP、RAR',
    pretty: 'JSON 加缩进，便于阅读',
    provenance: '为每个数字加上其出处：表、行、列、页码和位置',
    explain: '改为逐行说明文件如何读取，以及某个数字为何是 null',
    json: '把 --explain 的内容输出为 JSON，供程序使用',
    pictures: '--explain 为 PDF 和扫描件写出网页图（SVG）的目录',
    about:
      '输出 JSON Lines：按所给次序，每个文件一个对象；压缩包中的文件写作 "archive.zip!/name"。不需要数据库，也不联网。有文件无法读取时退出码为 1，其余照常输出。',
    noFiles: (where) => `${where} 中没有文件`,
    onePicture: (file) => `该页的图：${file}`,
    pictureFiles: (n, file) => `共 ${n} 页的图：${file}`,
    unpackFirst: '这是压缩包：请先解压，再说明其中的文件',
  },
});
