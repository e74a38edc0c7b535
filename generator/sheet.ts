import { utils, write } from '@e965/xlsx';

export const SHEETS = ['xlsx', 'biff8', 'xlml', 'ods', 'xlsb'] as const;

/** A small workbook that has a bit of all: merged cells, numbers with a format, a formula, a hidden row and column. */
export function sheetOf(type: (typeof SHEETS)[number]): Buffer {
  const sheet = utils.aoa_to_sheet([
    ['政府信息公开工作年度报告', null, null, null],
    ['项目', '自然人', '企业', '总计'],
    ['新收', 12, 1234.5, { t: 'n', f: 'B3+C3' }],
    ['隐藏', 1, 2, 3],
    ['结转', 0, '', '/'],
  ]);
  sheet['!merges'] = [utils.decode_range('A1:D1')];
  sheet['!rows'] = [{}, {}, {}, { hidden: true }];
  sheet['!cols'] = [{ wch: 20 }, {}, { hidden: true }];
  Object.assign(sheet.C3 ?? {}, { z: '#,##0.00' });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '年报');
  const written: unknown = write(book, { type: 'buffer', bookType: type, compression: true });
  return Buffer.isBuffer(written) ? written : Buffer.from(String(written));
}
