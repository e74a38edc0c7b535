/**
 * Characters that fonts name instead of the ordinary one. The Kangxi radicals and compatibility ideographs have Unicode's own mapping
 * (NFKC); these of the radicals supplement have none, and stand in the text of PDFs made on Macs and phones (政府 of ⼈⺠政府).
 */
const RADICALS: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺄': '乙',
  '⺆': '冂',
  '⺈': '刀',
  '⺊': '卜',
  '⺎': '兀',
  '⺏': '尣',
  '⺐': '尢',
  '⺒': '巳',
  '⺓': '幺',
  '⺗': '心',
  '⺙': '攵',
  '⺛': '旡',
  '⺜': '日',
  '⺝': '月',
  '⺟': '母',
  '⺠': '民',
  '⺡': '氵',
  '⺢': '水',
  '⺣': '灬',
  '⺤': '爫',
  '⺥': '爫',
  '⺩': '王',
  '⺪': '疋',
  '⺫': '目',
  '⺬': '示',
  '⺭': '礻',
  '⺮': '竹',
  '⺱': '罒',
  '⺳': '罒',
  '⺵': '羊',
  '⺶': '羊',
  '⺷': '羊',
  '⺸': '羊',
  '⺹': '老',
  '⺻': '聿',
  '⺼': '肉',
  '⺽': '臼',
  '⺾': '艹',
  '⺿': '艹',
  '⻀': '艹',
  '⻁': '虎',
  '⻂': '衤',
  '⻃': '西',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻌': '辶',
  '⻍': '辶',
  '⻎': '辶',
  '⻏': '邑',
  '⻐': '钅',
  '⻑': '长',
  '⻒': '长',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻟': '食',
  '⻠': '饣',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻬': '齐',
  '⻮': '齿',
  '⻯': '竜',
  '⻰': '龙',
  '⻱': '龟',
  '⻲': '龟',
  '⻳': '龟',
};

/** What is not taken as it is. */
const SPECIAL = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\u00a0\u2000-\u200f\u2060\u3000\ufeff\u00ad\t\r\n]/u;

const COMPATIBLE = /[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/u;

/** A glyph's text with radicals and compatibility forms as the ordinary characters, and spaces of all kinds as a space. */
export function canonical(text: string): string {
  if (!SPECIAL.test(text)) return text;
  let result = '';
  for (const character of text) {
    if (COMPATIBLE.test(character)) result += character.normalize('NFKC');
    else if (/[\u00a0\u2000-\u200a\u3000\t\r\n]/u.test(character)) result += ' ';
    else if (!/[\u200b-\u200f\u2060\ufeff\u00ad]/u.test(character)) result += RADICALS[character] ?? character;
  }
  return result;
}
