import { plain, withoutRadicals, withoutSpace } from './characters.ts';
import { memoize } from './memoize.ts';
import { endsLikeOrgan } from './organ-endings.ts';
import { misprintedEnd } from './report-titles.ts';
import { arabicDates, yearOfTitle } from './years.ts';

/** What a title is about, in the forms that organs use, with what they report on beside it. */
const PHRASE =
  /(?:(?:党务公开|政务公开|法治政府建设(?:工作)?(?:情况)?|依法行政)[和与及暨、]*)*(?:政府信息(?:与政务|主动)?公开|(?:部门)?信息公开|(?:政务|司法|校务|院务)公开)/g;
/** The report's year as a title prints it; a school year, a period and the day of publication too. */
const YEARS = [
  /20\d\d年1月1日(?:起)?[至到\-—~]+(?:20\d\d年)?12月31日/g,
  /20\d\d年\d{1,2}月(?:\d{1,2}日)?(?:发布|公布|公开)/g,
  /20\d\d年?[-—~至]+20\d\d(?:学?年度?)?/g,
  /[(〔[]?20\d\d(?:学?年度|年|(?=[)〕\]]))?[)〕\]]?/g,
];
/** 关于印发《X2022年政府信息公开工作年度报告》的通知: the organ that issues it, and the report's own title. */
const NOTICE =
  /^(.*?)关于(?:印发|转发|公布|发布|公开|公示|报送)*[《<〈]?(.+?(?:报告|年报))[》>〉]?的(?:通知|公告|通告|公示|函)$/;

/** The title on one line, without white space, book-title marks, site suffix or label. */
export function cleanTitle(text: string): string {
  const title = withoutSpace(withoutRadicals(text)).replace(/^(?:标题|名称|题目)[:：]/, '');
  return (
    title
      // Markdown's marks of a heading and of bold text.
      .replace(/^#{1,6}|^\*{1,2}|\*{1,2}$/g, '')
      .replace(/^[《<〈]+(.*?)[》>〉]+$/, '$1')
      .replace(/^(?:【[^】]{0,12}】|\[[^\]]{0,12}\]|[（(][^）)]{0,4}版[）)])/, '')
      .replace(/(?<=报告|年报)(?:[-_|—–]+.*|[（(](?:公开版|图片版|正式版|PDF版?|定稿|全文)[）)])$/i, '')
      .replace(/(?<=报告|年报)20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?.*$/, '')
      // The mark of a note.
      .replace(/(?<=报告|年报)(?:\[\d{1,2}\]|[①-⑳*※])+$/, '')
      .replace(/\.(?:docx?|pdf|ofd|wps|rtf|odt|xlsx?|html?|txt|jpe?g|png)$/i, '')
  );
}

/** The report year that a title prints: not the year of a day. */
export const yearOf = (title: string): number | null => yearOfTitle(plain(title));

export const isNotice = (title: string): boolean => NOTICE.test(plain(cleanTitle(title)));

/** The organ as the title prints it; null where the title is only "2023年政府信息公开工作年度报告". */
export const organOf: (title: string) => string | null = memoize((title) => {
  const text = arabicDates(plain(cleanTitle(title)));
  const [, issuer = '', inner = ''] = NOTICE.exec(text) ?? [];
  const organ = inner === '' ? (organIn(text) ?? organInBrackets(text)) : (organIn(inner) ?? whole(issuer));
  return organ === null ? null : asPrinted(organ, withoutRadicals(title));
});

const whole = (issuer: string): string | null => (issuer.length >= SHORTEST ? issuer : null);

/** The name in the characters of the title, whose brackets and digits may be full-width ones. */
function asPrinted(name: string, title: string): string {
  const characters = [...title.replace(/\s/g, '')];
  const widths = characters.map((character) => (USUAL.test(character) ? 1 : plain(character).length));
  const at = plain(title).indexOf(name);
  if (at < 0) return name;
  let from = 0;
  const inside = characters.filter((_, index) => {
    const start = from;
    from += widths[index] ?? 0;
    return at <= start && start < at + name.length;
  });
  return inside.join('');
}

/** What stays one character in whatever form it is compared. */
const USUAL = /^[!-~\u4e00-\u9fff]$/;

const SHORTEST = 2;
const LONGEST = 40;

function organIn(text: string): string | null {
  const marked = YEARS.reduce((rest, year) => rest.replace(year, '\u0000'), text);
  // The last one: an organ may itself be an office for 政务公开.
  const phrase = [...marked.matchAll(PHRASE)].at(-1);
  const misprinted = phrase ? 0 : misprintedEnd(marked);
  const cut =
    phrase || misprinted > 0
      ? marked.slice(0, phrase ? phrase.index : -misprinted)
      : marked.replace(/\u0000?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报).*$/s, '');
  const organ = cut
    .split('\u0000')
    .join('')
    .replace(/^(?:关于|公布|发布|附件\d*[:：]?)+/, '')
    .replace(/(?:关于|的|年度|本级|工作)+$/, '')
    .replace(/(?<![,，:：、《》"“”(\-—_])[,，:：、《》"“”(\-—_]+$/, '')
    .replace(/^[,，:：、《》"“”()\-—_]+/, '')
    .replace(/^([^(]*)\)+$/, '$1')
    // What recognition leaves of a year.
    .replace(/(?<=[府局厅委会办院])20?\d{0,2}$/, '')
    // 人民政府信息公开: the word is the end of the organ's name and the beginning of the phrase.
    .replace(/人民$/, '人民政府');
  return organ.length >= SHORTEST && organ.length <= LONGEST ? organ : null;
}

/** `2022年政府信息公开工作年度报告（清河县司法局）` */
function organInBrackets(text: string): string | null {
  const brackets = /\(([^()]+)\)$/.exec(text)?.[1] ?? '';
  const organ = organIn(`${brackets}信息公开`);
  return organ !== null && endsLikeOrgan(organ) ? organ : null;
}
