import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../../generator/compare.ts';
import type { SampleTruth } from '../../../generator/index.ts';
import { extract } from '../../../src/extract/index.ts';
import { toJson } from '../../../src/extract/json.ts';
import { outline } from '../../support/office.ts';

const folder = join(import.meta.dirname, '../../fixtures/office');
const files = readdirSync(folder).filter((name) => extname(name) !== '.json');

async function extracted(name: string) {
  const extraction = await extract(readFileSync(join(folder, name)), { name });
  if (extraction.kind !== 'document') throw new Error(`${name} was read as an archive`);
  return extraction;
}

function truthOf(name: string): SampleTruth {
  return JSON.parse(readFileSync(join(folder, `${basename(name, extname(name))}.truth.json`), 'utf8'));
}

describe('files as LibreOffice writes them', () => {
  it.each(files)('%s gives every number, title, organ and year', async (name) => {
    const extraction = await extracted(name);
    expect(extraction.format).toBe(extname(name).slice(1));
    expect(compareWithTruth(truthOf(name), toJson(name, extraction)).differences).toEqual([]);
  });

  it.each(['plain-2021', 'dragged-2019', 'framed-2021', 'numbered-hybrid', 'textbox-2014'])(
    '%s has the same text and cells in every format',
    async (report) => {
      const names = files.filter((name) => name.startsWith(report) && !/\.(?:xls|docx)$/.test(name));
      const [first, ...others] = await Promise.all(
        names.map(async (name) => outline((await extracted(name)).document.blocks)),
      );
      for (const other of others) expect(other).toEqual(first);
      expect(others.length).toBeGreaterThan(0);
    },
  );

  it.each(['doc', 'rtf', 'odt'])('numbers the headings that Word counted (%s)', async (format) => {
    const { document } = await extracted(`numbered-hybrid.${format}`);
    const texts = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
    expect(texts.filter((text) => /^[一二三四五六]、/.test(text)).map((text) => text.slice(0, 6))).toEqual([
      '一、总体情况',
      '二、主动公开',
      '三、收到和处',
      '四、政府信息',
      '五、存在的主',
      '六、其他需要',
    ]);
  });
});
