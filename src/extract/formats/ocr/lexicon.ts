import { distance } from 'fastest-levenshtein';
import { normaliseLabel, PHRASES, phraseOf, SECTIONS, TABLE_ENTRIES, withoutOrdinal } from '../../../codebook/index.ts';
import { hasOrdinal } from '../../../vocabulary/ordinals.ts';
import { namesReport, TITLE_ENDS } from '../../../vocabulary/report-titles.ts';

/*
 * The words that every report prints, to set misread characters right: in 宋体 and 仿宋 the model takes 予 for 子 nearly always, and a
 * label that is not recognised loses its whole row. Numbers are never touched.
 */

/** Shares of a label that may be misread; shorter labels than four characters must be read right. */
const MISREAD_SHARE = 0.3;
const SHORTEST = 4;
/** An ordinal that was misread: signs, letters, and characters that look like brackets and numbers. */
const SPOILT_MARK = /^[\P{Script=Han}一二三四五六七八九十人入几儿厂工亡]{1,4}(?=\p{Script=Han})/u;
/** Characters that make another label of it: what is read as one of them was probably printed. */
const TELLING = /[本上下前去今新旧不未无非内外其他各有总件项万元年月]/u;
/** What the model takes 予 for. */
const LOOKS_LIKE_GIVE = /[子于了手矛孑下](?=以公开|公开|处理)/gu;

/** A label with its misread characters set right where only one known label can be meant; else as it was read. */
export function knownLabel(text: string): string {
  if (/^[\d\s.,+\-/?]*$/.test(text)) return text;
  const normal = normaliseLabel(text.replace(LOOKS_LIKE_GIVE, '予'));
  const known = phraseOf(normal) ?? phraseOf(normal.replace(SPOILT_MARK, ''));
  if (known) return known.printed;
  const bare = withoutOrdinal(normal);
  if (TABLE_ENTRIES.some(({ pattern }) => pattern.test(normal) || pattern.test(bare))) return text;
  return nearest(normal) ?? nearest(normal.replace(SPOILT_MARK, '')) ?? text;
}

function nearest(normal: string): string | null {
  const scored = PHRASES.filter(
    (phrase) => phrase.normal.length >= SHORTEST && Math.abs(phrase.normal.length - normal.length) <= 4,
  )
    .map((phrase) => ({ phrase, off: distance(normal, phrase.normal) }))
    .sort((a, b) => a.off - b.off);
  const best = scored[0];
  if (!best || best.off > Math.max(1, Math.floor(best.phrase.normal.length * MISREAD_SHARE))) return null;
  if (digitsOf(best.phrase.normal) !== digitsOf(normal)) return null;
  const rival = scored.find(({ phrase }) => withoutOrdinal(phrase.normal) !== withoutOrdinal(best.phrase.normal));
  if (rival && rival.off <= best.off) return null;
  // In a short label every character counts.
  const short = best.phrase.normal.length <= 6;
  return short && tells(normal, best.phrase.normal) ? null : best.phrase.printed;
}

/** A digit more or less is a number in the cell, not a misread character. */
const digitsOf = (normal: string): string => withoutOrdinal(normal).replace(/\D/g, '');

/** Whether a telling character was read that the label does not have. */
const tells = (read: string, label: string): boolean =>
  [...read].some((character) => TELLING.test(character) && !label.includes(character));

const HEADINGS = SECTIONS.flatMap(({ label, variants }, index) =>
  [label, ...variants].map((form) => ({ form, normal: normaliseLabel(form), ordinal: '一二三四五六'[index] ?? '' })),
);

/** Sentences are longer than headlines. */
const LONGEST_HEADLINE = 60;

/** A line of text with a misread section heading, or the misread end of a title, set right. */
export function knownHeadline(text: string): string {
  if (text.length > LONGEST_HEADLINE || /[。；]/.test(text)) return text;
  const mark = /^.{0,4}?[、.．,，:：]/u.exec(text)?.[0] ?? '';
  const phrase = text.slice(mark.length);
  const normal = normaliseLabel(phrase);
  for (const { form, normal: heading, ordinal } of HEADINGS) {
    const off = distance(normal, heading);
    if (off > Math.floor(heading.length * MISREAD_SHARE) || (mark === '' && off > 0)) continue;
    if (off === 0 && hasOrdinal(mark)) return text;
    if (mark !== '') return `${hasOrdinal(mark) ? mark : `${ordinal}、`}${off === 0 ? phrase : form}`;
  }
  return balanced(knownTitle(text));
}

/** Titles end alike; the words of these ends are set right, names are not. */
function knownTitle(line: string): string {
  const text = line
    .replace(/[〈《](?=20\d\d年度?）)/, '（')
    .replace(/(20\d\d)\p{Script=Han}(?=度?(?:政府信息|政务公开|信息公开))/u, '$1年');
  // A title broken before its last word is not the shorter one.
  if (!/[报告]/.test(text.slice(-2)) || TITLE_ENDS.some((end) => text.includes(end))) return text;
  for (const end of TITLE_ENDS) {
    const start = text.length - end.length;
    if (start >= 0 && differing(text.slice(start), end) <= 2) return text.slice(0, start) + end;
  }
  return text;
}

/** Characters read as others, place by place: one more or less is another wording. */
const differing = (read: string, printed: string): number =>
  [...printed].filter((character, index) => read[index] !== character).length;

/** `(2023年政府信息公开…报告` has lost a bracket, `2023年)政府…` the other one. */
function balanced(title: string): string {
  if (!namesReport(title)) return title;
  if (!/[）)]/.test(title))
    return title.replace(
      /([（(])(20\d\d年度?)(?!\d)/,
      (_, open: string, year: string) => `${open}${year}${open === '(' ? ')' : '）'}`,
    );
  if (!/[（(]/.test(title))
    return title.replace(
      /(20\d\d年度?)([）)])/,
      (_, year: string, close: string) => `${close === ')' ? '(' : '（'}${year}${close}`,
    );
  return title;
}
