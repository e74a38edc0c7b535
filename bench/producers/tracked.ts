import type { Random } from '../../src/sample/random.ts';

/** A run of text, in `w:t` or, where it was deleted, in `w:delText`. */
type TrackedRun = (text: string, element?: string) => string;

/** What happened to a text before it was saved. */
export interface Edit {
  /** What stands in front of a paragraph. */
  before(random: Random): string;
  /** The content of a paragraph. */
  text(text: string, run: TrackedRun, random: Random): string;
}

/** Nothing. */
export const PLAIN: Edit = { before: () => '', text: (text, run) => run(text) };

const WHO = 'w:id="1" w:author="审核" w:date="2024-01-15T09:00:00Z"';
const deleted = (text: string, run: TrackedRun): string => `<w:del ${WHO}>${run(text, 'w:delText')}</w:del>`;
const inserted = (text: string, run: TrackedRun): string => `<w:ins ${WHO}>${run(text)}</w:ins>`;

/** Half of the numbers corrected, whole or in one digit; here and there a line taken out. What is not deleted is the truth. */
export const TRACKED: Edit = {
  before: (random) => {
    if (!random.chance(0.02)) return '';
    const mark = `<w:pPr><w:rPr><w:del ${WHO}/></w:rPr></w:pPr>`;
    return `<w:p>${mark}<w:del ${WHO}><w:r><w:delText>旧稿</w:delText></w:r></w:del></w:p>`;
  },
  text: (text, run, random) => {
    if (!/^\d+$/.test(text) || !random.chance(0.5)) return run(text);
    if (text.length === 1 || random.chance(0.6)) return deleted(String(random.int(1, 99)), run) + inserted(text, run);
    const at = random.int(0, text.length - 1);
    const other = String((Number(text[at]) + random.int(1, 9)) % 10);
    const [before, digit, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    const kept = (part: string): string => (part === '' ? '' : run(part));
    return kept(before) + deleted(other, run) + inserted(digit, run) + kept(after);
  },
};
