interface WarningEntry {
  readonly english: string;
  readonly chinese: string;
}

/**
 * What the code of a warning means for the number, the report or the address it stands at. A closed list, documented in docs/codebook.md:
 * codes are added to, never changed. The warning's message tells the case at hand.
 */
export const WARNINGS = {
  // The characters of a file.
  charset_label_wrong: {
    english: 'A label names another charset than the bytes are in; the bytes were believed.',
    chinese: '文件标注的编码与实际字节不符，按实际字节读取。',
  },
  charset_unsure: {
    english: 'The bytes alone do not tell the charset; a label or a default decided, and characters may be wrong.',
    chinese: '仅凭字节无法确定编码，按标注或默认值读取，文字可能有误。',
  },
  charset_mixed: {
    english: 'Parts of the file are in another charset; each was read in its own.',
    chinese: '文件混有两种编码，已分别按各自编码读取。',
  },
  charset_bad_bytes: {
    english: 'Some bytes are no characters; U+FFFD stands in their place.',
    chinese: '部分字节无法解码，以 U+FFFD 代替。',
  },
  mojibake_undone: {
    english: 'Text that had been decoded wrongly before it was published was restored.',
    chinese: '发布前已成乱码的文字，已还原。',
  },

  // What a file hides, leaves out or shows as a picture.
  nesting_cut: {
    english: 'Elements are nested too deep: their text was kept, their tables were not.',
    chinese: '网页嵌套过深，保留文字，未保留其中的表格。',
  },
  struck_text: {
    english: 'Struck-out text was left out.',
    chinese: '带删除线的文字未读取。',
  },
  hidden_text: {
    english: 'Text that nobody sees was left out: covered, clipped, transparent, or of the colour of its ground.',
    chinese: '看不见的文字（被遮盖、裁去、透明或与底色相同）未读取。',
  },
  hidden_content: {
    english: 'The report was read from content that the page shows only by script.',
    chinese: '报告取自网页中须由脚本显示的内容。',
  },
  unseen_text: {
    english: 'Text with digits inside a table was left out because a reader does not see it.',
    chinese: '表格中读者看不到的数字（隐藏、移出版面、与底色同色等）未读取。',
  },
  styles_unread: {
    english: 'Style sheets of the page are out of bounds and were not obeyed; text that they hide was read.',
    chinese: '网页样式表超出处理上限，未予采用，其隐藏的文字可能被读取。',
  },
  further_pages: {
    english: 'The page has a pager: the text may go on at further addresses, which were not read.',
    chinese: '网页带有分页，正文可能在后续页面，未读取。',
  },
  no_text: {
    english: 'The page shows no text; the report may be an attachment, or put in by a script.',
    chinese: '网页没有文字，报告可能在附件中或由脚本载入。',
  },
  hidden_sheet: {
    english: 'A hidden sheet of a workbook was left out.',
    chinese: '隐藏的工作表未读取。',
  },
  hidden_rows: {
    english: 'Hidden rows of a sheet were left out.',
    chinese: '工作表中隐藏的行未读取。',
  },
  hidden_columns: {
    english: 'Hidden columns of a sheet were left out.',
    chinese: '工作表中隐藏的列未读取。',
  },
  formula_without_value: {
    english: 'Formulas were saved without a result, or are to be computed anew; their cells are blank.',
    chinese: '公式未保存计算结果或要求重新计算，相应单元格为空。',
  },
  hidden_cell_text: {
    english: 'A merged cell hides text that was left out.',
    chinese: '合并单元格遮住的文字未读取。',
  },
  embedded_unread: {
    english: 'A document or workbook inside the document was not read.',
    chinese: '文件中嵌入的文档或工作簿未读取。',
  },
  signature_unchecked: {
    english: 'The file is signed; its pages were read, its signatures not checked and its seals not looked at.',
    chinese: '文件带有电子签名：已读取页面内容，未验证签名，未识别印章。',
  },
  older_versions: {
    english: 'The file keeps several versions of the document; the one that it calls current was read.',
    chinese: '文件保存了多个版本，读取的是标明为当前的版本。',
  },
  pictures_unread: {
    english:
      'Pictures were not read: large ones of a document without a table, or such as cannot be decoded. Tables may be in them.',
    chinese: '有图片未读取（没有表格的文件中的大图，或无法解码的图片），表格可能在图中。',
  },
  picture_cells: {
    english: 'Cells of a table show only a picture, which was not read; their values are null.',
    chinese: '表格中有的单元格只有图片，未识别，数值为空。',
  },
  recognised: {
    english: 'Text and numbers were recognised from pixels; compare them with the page before relying on them.',
    chinese: '文字和数字由图像识别得出，使用前请与原页核对。',
  },
  garbled_font: {
    english: 'The fonts of a PDF or OFD do not tell their characters; the text was recognised from pixels.',
    chinese: 'PDF 或 OFD 的字体未给出字符对应关系，文字由图像识别得出。',
  },
  cut_short: {
    english: 'The file ends in the middle; what stands at its end is missing.',
    chinese: '文件不完整，末尾内容缺失。',
  },
  page_cap: {
    english: 'The file has more pages than are read; the last ones were left out.',
    chinese: '文件页数超过上限，其后各页未读取。',
  },
  time_budget: {
    english: 'Reading took too long; these pages were not read.',
    chinese: '读取超时，这些页未读取。',
  },

  // Title, organ and year.
  no_title: {
    english: 'No line of the document reads like the title of an annual report.',
    chinese: '文件中没有年度报告标题。',
  },
  no_organ: {
    english: 'The document does not name its organ.',
    chinese: '文件未写明发布机关。',
  },
  no_year: {
    english: 'The document does not name its report year.',
    chinese: '文件未写明报告年度。',
  },
  organ_inferred: {
    english: 'The title names no organ; it was taken from elsewhere in the document.',
    chinese: '标题未写机关，取自文件其他位置。',
  },
  year_inferred: {
    english: 'The title names no year; it was taken from elsewhere in the document.',
    chinese: '标题未写年度，取自文件其他位置。',
  },
  year_contradicted: {
    english: 'Title and text name different report years; the message tells which one is given.',
    chinese: '标题与正文所写报告年度不一致，采用哪一个见消息。',
  },
  title_from_list: {
    english: 'The title is from the list that led to the document.',
    chinese: '标题取自栏目列表。',
  },
  organ_from_list: {
    english: 'The organ is from the list that led to the document, or from the configuration.',
    chinese: '机关取自栏目列表或配置。',
  },
  year_from_list: {
    english: 'The year is from the list that led to the document.',
    chinese: '年度取自栏目列表。',
  },
  title_from_name: {
    english: 'The title is from the name of an imported file.',
    chinese: '标题取自导入文件的文件名。',
  },
  organ_from_name: {
    english: 'The organ is from the name of an imported file, or from the command line.',
    chinese: '机关取自导入文件的文件名或命令行。',
  },
  year_from_name: {
    english: 'The year is from the name of an imported file.',
    chinese: '年度取自导入文件的文件名。',
  },

  // Tables and numbers.
  no_table: {
    english: 'No table of a known form was found; the report has no numbers.',
    chinese: '未找到已知格式的表格，报告没有数据。',
  },
  template_inferred: {
    english:
      'Table 2 was not read, and table 3 has rows of a former form; the form in force in the report year was taken.',
    chinese: '第二张表未读出，第三张表含旧格式的行，按报告年度当时施行的格式判定。',
  },
  unread_table: {
    english:
      'The header of a table stands in the text where no table could be read; what is printed below it is not in the report.',
    chinese: '文中有表头，但其下的表格未能读出，所印内容未收入。',
  },
  unread_row: {
    english: 'A row with numbers has no known label; its numbers are not in the report.',
    chinese: '有数字的一行行名无法对应，其数字未收入。',
  },
  unknown_row: {
    english: 'A row that no form has; its numbers are kept under the printed label.',
    chinese: '该行不属于任何格式，数字按原行名保留。',
  },
  further_column: {
    english: 'Numbers beside the columns of the form; they are not in the report.',
    chinese: '表格之外的列中有数字，未收入。',
  },
  table_ends_early: {
    english: 'The last rows of a table are missing; what is there was read.',
    chinese: '表格末尾若干行缺失，已读取其余各行。',
  },
  ragged_row: {
    english: 'The cells of the row cannot be told apart; its values are null, its text is kept.',
    chinese: '该行各格无法区分，数值为空，保留原文。',
  },
  several_reports: {
    english: 'The file holds reports of several organs or years; only the first one was read.',
    chinese: '文件含有多个机关或多个年度的报告，只读取第一个。',
  },
  duplicate_row: {
    english: 'The document prints the row again with other numbers; the first ones are kept.',
    chinese: '该行重复出现且数字不同，以首次出现为准。',
  },
  duplicate_cell: {
    english: 'The cell came twice; the first one is kept.',
    chinese: '该格重复出现，以首次出现为准。',
  },
  extra_cell: {
    english: 'The row prints more values than it has columns; all are alike, so none is misplaced.',
    chinese: '该行数值多于列数，但数值全部相同，不影响结果。',
  },
  unusual_number: {
    english: 'A number is printed in an unusual way (○ for 0, the mark of a note beside it, spelt out); it is given.',
    chinese: '数字印法特殊（以○代0、旁有注释符号、汉字数字），已按数字读取。',
  },
  unreadable_value: {
    english: 'What is printed is no certain number; the value is null, its text is kept.',
    chinese: '所印内容不能确认为数字，数值为空，保留原文。',
  },
  low_confidence: {
    english: 'The number was recognised from pixels with too little confidence; the value is null.',
    chinese: '图像识别可信度过低，数值为空。',
  },
  unconfirmed_value: {
    english: 'The number was read with doubt and the sums do not confirm it; the value is null.',
    chinese: '读数存疑且合计关系未能印证，数值为空。',
  },
  inferred_split: {
    english: 'The source runs numbers together; they were parted in the only way that satisfies the sums.',
    chinese: '原文数字连写，按唯一满足合计关系的方式拆分。',
  },

  // Documents that were stored and are no report.
  not_a_report: {
    english: 'No figures, no known sections and no title of an annual report: a document only.',
    chinese: '没有数据、章节和年度报告标题，只作为文件保存。',
  },
  not_filed: {
    english: 'Organ or year is not known from anywhere: a document only.',
    chinese: '机关或年度无从得知，只作为文件保存。',
  },
  interpretation: {
    english: 'By its title an interpretation of a report (解读, 图解): a document only.',
    chinese: '标题表明是报告的解读，只作为文件保存。',
  },
  guide: {
    english: 'By its title a guide, regulation, notice or catalogue, and without numbers: a document only.',
    chinese: '标题表明是指南、目录、通知等且没有数据，只作为文件保存。',
  },
  website_report: {
    english: 'By its title an annual report of another kind, and without numbers: a document only.',
    chinese: '标题表明是其他年度报告且没有数据，只作为文件保存。',
  },

  // Addresses of a portal.
  coding_fault: {
    english: 'The compressed body is faulty (wrong checksum, bytes behind it, an early end); what unpacks was read.',
    chinese: '压缩的响应正文有缺陷（校验和错误、尾部多余字节或提前结束），已读取可解压的部分。',
  },
  truncated: {
    english: 'The connection broke before the announced end; what came was read, and may be a part only.',
    chinese: '连接提前中断，已读取收到的部分，可能不完整。',
  },
  page_not_understood: {
    english: 'The page could not be taken apart: its links were not followed, the document was kept.',
    chinese: '网页无法解析，未跟进其中链接，文件已保存。',
  },
  browser_missing: {
    english: 'The page needs a browser and none is installed; entries may be missing.',
    chinese: '该页需要浏览器而系统未安装，可能有遗漏。',
  },
  archive_damaged: {
    english: 'A record of the archive cannot be read any more; its page is fetched anew when it is next visited.',
    chinese: '存档中的一条记录已损坏，下次访问时将重新抓取该页。',
  },
  list_total_mismatch: {
    english: 'The list announces another number of entries than were read.',
    chinese: '列表公布的条数与实际读取的条数不一致。',
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
export type WarningCode = keyof typeof WARNINGS;
