import iconv from 'iconv-lite';
import { boxHeight, boxWidth } from '../layout/model.ts';
import type { DrawnGlyph, PageInk } from './ink.ts';
import { QUALITY } from './settings.ts';

/** What a page is, as far as its text goes. */
export type PageKind =
  /** Text that can be read. */
  | 'text'
  /** A picture of a page. */
  | 'scan'
  /** A picture of a page with an invisible text over it. */
  | 'layered'
  /** Characters that are drawn as shapes, without text. */
  | 'outlined'
  /** Text whose font does not tell its characters. */
  | 'garbled'
  /** Text that is too little, or too little of it Chinese, to be judged by itself. */
  | 'undecided'
  | 'empty';

const FREQUENT = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严',
);

/** Sorts a page by what its glyphs and pictures are. */
export function pageKind(ink: PageInk): PageKind {
  const visible = ink.glyphs.filter((glyph) => isInk(glyph) && !glyph.unseen);
  const invisible = ink.glyphs.filter((glyph) => isInk(glyph) && glyph.unseen);
  if (visible.length < QUALITY.few && pictureShare(ink) > QUALITY.pageShare)
    return invisible.length >= QUALITY.few ? 'layered' : 'scan';
  if (visible.length < QUALITY.few && ink.outlines >= QUALITY.few) return 'outlined';
  if (visible.length === 0)
    return invisible.length >= QUALITY.few ? 'layered' : ink.images.length > 0 ? 'scan' : 'empty';
  const characters = visible.map((glyph) => glyph.text);
  if (isGarbled(characters)) return 'garbled';
  return characters.filter(isChinese).length < QUALITY.few && characters.some(isLetter) ? 'undecided' : 'text';
}

/**
 * What an undecided page is, beside the other pages: fonts that do not tell their characters on one page do not on the next, and no report
 * is written without Chinese.
 */
export function settledKind(ink: PageInk, others: readonly string[]): PageKind {
  if (others.includes('garbled')) return 'garbled';
  const characters = ink.glyphs.filter((glyph) => isInk(glyph) && !glyph.unseen).map(({ text }) => text);
  const foreign = characters.filter((character) => isLetter(character) && !isChinese(character)).length;
  const isWritten = others.includes('text') || characters.some(isChinese);
  return !isWritten && foreign >= QUALITY.few ? 'garbled' : 'text';
}

const isChinese = (text: string): boolean => /^\p{Script=Han}/u.test(text);
const isLetter = (text: string): boolean => /^[\p{L}\p{S}]/u.test(text);

const isInk = (glyph: DrawnGlyph): boolean => glyph.text.trim() !== '' && glyph.turn !== null;

const pictureShare = ({ images, width, height }: PageInk): number =>
  // Scanners cut a page into strips: what counts is all of them together.
  images.reduce((sum, box) => sum + Math.max(0, boxWidth(box)) * Math.max(0, boxHeight(box)), 0) /
  Math.max(1, width * height);

/** Private use, control characters, replacement characters, and scripts that no report is written in. */
const IMPOSSIBLE =
  /[\u0000-\u001f\u007f-\u009f\ufffd\ue000-\uf8ff\u0180-\u02af\u0400-\u1fff\u2700-\u28ff\u2c00-\u2dff\ua000-\uabff\u3400-\u4dbf]|[\u{f0000}-\u{10ffff}]/u;

/** Latin letters that Chinese reports do not print; distillers that lose a font's table of characters leave code numbers that look so. */
const LATIN_CODES = /^[À-ÖØ-öø-ſ]/u;

/** Whether characters are more probably code numbers of glyphs than what is printed. */
export function isGarbled(characters: readonly string[]): boolean {
  if (characters.length === 0) return false;
  const bad = characters.filter((character) => IMPOSSIBLE.test(character)).length;
  if (bad > characters.length * QUALITY.badShare) return true;
  const chinese = characters.filter(isChinese);
  if (chinese.length < QUALITY.few) return false;
  if (characters.filter((character) => LATIN_CODES.test(character)).length >= QUALITY.fewCodes) return true;
  if (chinese.filter(isCommon).length < chinese.length * QUALITY.commonShare) return true;
  return (
    chinese.length > 100 &&
    chinese.filter((character) => FREQUENT.has(character)).length < chinese.length * QUALITY.frequentShare
  );
}

/** The ideographs of GB 2312: both bytes above 0xA0, rows 0xB0 to 0xF7. */
function gb2312(): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = 0xb0; lead <= 0xf7; lead++) for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail);
  return new Set(iconv.decode(Buffer.from(bytes), 'gbk'));
}

let common: ReadonlySet<string> | null = null;

/** Whether GB 2312 has the character, or the first of several that one glyph stands for. */
function isCommon(text: string): boolean {
  common ??= gb2312();
  const [character = ''] = text;
  return common.has(character);
}
