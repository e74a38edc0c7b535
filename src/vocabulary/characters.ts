import { memoize } from './memoize.ts';
import { simplified } from './simplified.ts';

/** White space, and characters that take no room: zero widths, marks of direction, soft hyphens, byte order marks. */
const NO_INK = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\ufeff]+/g;

const ONLY_SPACE = new RegExp(`^(?:${NO_INK.source})?$`);

/** A text without white space and invisible characters; its widths stay as printed. */
export const withoutSpace = (text: string): string => text.replace(NO_INK, '');

export const isBlank = (text: string): boolean => ONLY_SPACE.test(text);

/** A text in one form for comparing: radicals as characters, simplified print, compatibility forms and widths as usual, no white space. */
export const plain: (text: string) => string = memoize((text) =>
  withoutSpace(simplified(withoutRadicals(text).normalize('NFKC'))).replace(SLASHES, '/'),
);

/** Signs that are printed as a stroke for none, and that NFKC keeps apart from it. */
const SLASHES = /[\u2044\u2215\u29f8\u2571]/g;

/**
 * Radicals of the Unicode supplement, each before the character that looks the same (Unicode's EquivalentUnifiedIdeograph; NFKC knows only
 * those of Kangxi). PDF fonts name their glyphs after either, and what is copied out of them reads ⼈⺠政府.
 */
const SUPPLEMENT =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';
/** Kangxi's 戶 is printed with the glyph of 户, and stands for it (个体⼯商⼾). */
const LOOK_ALIKE: ReadonlyMap<string, string> = new Map([...(SUPPLEMENT.match(/../gu) ?? []), '⼾户'].map(pairOf));

function pairOf(pair: string): [string, string] {
  const [radical = '', character = ''] = pair;
  return [radical, character];
}

/** A text with its radicals (⼈⺠) as the characters that they are printed for (人民). */
export const withoutRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf]/g, (radical) => LOOK_ALIKE.get(radical) ?? radical.normalize('NFKC'));
