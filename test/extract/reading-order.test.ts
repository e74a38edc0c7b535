import { expect, it } from 'vitest';
import { extract } from '../../src/extract/index.ts';
import { inReadingOrder } from '../../src/vocabulary/reading-order.ts';
import { docxWith } from '../support/office.ts';

it('letters between marks that turn them about are read from the right', () => {
  expect(inReadingOrder('1\u202e32\u202c4')).toBe('1234');
  expect(inReadingOrder('\u202e321')).toBe('123');
  expect(inReadingOrder('123')).toBe('123');
});

it('in a Word file as well', async () => {
  const cell = (content: string): string => `<w:tc><w:p>${content}</w:p></w:tc>`;
  const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
  const row = cell(run('规章')) + cell(`<w:bdo w:val="rtl">${run('631')}</w:bdo>`) + cell(run('\u202e42\u202c'));
  const read = await extract(await docxWith(`<w:tbl><w:tr>${row}</w:tr></w:tbl>`));
  if (read.kind !== 'document') throw new Error('read as an archive');
  const [table] = read.document.blocks;
  expect(table?.kind === 'table' && table.cells.map(({ text }) => text)).toEqual(['规章', '136', '24']);
});
