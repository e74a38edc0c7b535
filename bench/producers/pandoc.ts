import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { lacking, runEach } from './commands.ts';
import { writePages } from './pages.ts';
import type { Producer } from './producer.ts';
import { writeWord } from './word.ts';

const FROM = { HTML: writePages, DOCX: writeWord };

function pandoc(from: keyof typeof FROM, format: string, ending = format, remark = ''): Producer {
  return {
    name: `pandoc-${format}`,
    manner: `pandoc, ${from} → ${format === 'gfm' ? 'Markdown (gfm)' : format.toUpperCase()}${remark}`,
    missing: () => lacking('pandoc'),
    async files(reports, folder) {
      const target = join(folder, 'pandoc');
      mkdirSync(target);
      return runEach(
        'pandoc',
        await FROM[from](reports, folder),
        (source) => join(target, `${basename(source, extname(source))}.${ending}`),
        (source, path) => ['--standalone', '--quiet', '--to', format, '--output', path, source],
      );
    },
  };
}

export const PANDOC: readonly Producer[] = [
  pandoc('HTML', 'docx'),
  pandoc('HTML', 'odt', 'odt', ' (loses header rows but the first)'),
  pandoc('HTML', 'rtf'),
  pandoc('HTML', 'gfm', 'md'),
  pandoc('DOCX', 'html'),
];
