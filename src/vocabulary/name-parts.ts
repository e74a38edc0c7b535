/** Words of which the names of organs consist; a part of a name that begins inside one of them is none: 民政 in 县人民政府. */
const WORDS = [
  '人民',
  '政府',
  '委员会',
  '办事处',
  '自治',
  '街道',
  '公安',
  '监督',
  '管理',
  '保障',
  '资源',
  '事务',
  '服务',
  '开发',
];

/** Whether `part` stands in a name where a word begins. A name is compared as it is written, without white space. */
export function holdsPart(name: string, part: string): boolean {
  if (part === '') return true;
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1)) if (!isInsideWord(name, at)) return true;
  return false;
}

function isInsideWord(name: string, at: number): boolean {
  return WORDS.some((word) => {
    for (let offset = 1; offset < word.length; offset++) if (name.startsWith(word, at - offset)) return true;
    return false;
  });
}
