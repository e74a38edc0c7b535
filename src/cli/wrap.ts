import stringWidth from 'string-width';

/** These do not begin a line; they stand over its end instead. */
const CLOSING = '，。、；：？！）〕》”’】';

/** Breaks a text into lines of at most `width` columns; Chinese may break between any two characters. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    if (line !== '' && !CLOSING.includes(char) && stringWidth(line + char) > width) {
      lines.push(line);
      line = '';
    }
    line += char;
  }
  return [...lines, line].join('\n');
}

/** What stays together: a word of Latin letters with its signs, or one Chinese character with the sign behind it. */
const UNITS = /[^\s\u2e80-\uffef]+[，。、；：？！）〕》”’]*|[\u2e80-\uffef][，。、；：？！）〕》”’]*/gu;

/** Breaks a sentence into lines of at most `width` columns between words, and between Chinese characters; its indentation is kept. */
export function wrapWords(text: string, width: number): string {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  let end = 0;
  for (const { 0: unit, index } of text.matchAll(UNITS)) {
    const gap = line === indent ? '' : text.slice(end, index);
    if (line !== indent && stringWidth(line + gap + unit) > width) {
      lines.push(line);
      line = indent;
    } else line += gap;
    // An address may be longer than any line.
    const pieces = wrap(unit, width - indent.length).split('\n');
    for (const piece of pieces.slice(0, -1)) {
      lines.push(line + piece);
      line = indent;
    }
    line += pieces.at(-1) ?? '';
    end = index + unit.length;
  }
  return [...lines, line].join('\n');
}

/** A text cut to `width` columns, with a sign where something is left out. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const char of text) {
    if (stringWidth(kept + char) > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** A text filled up to `width` columns with spaces behind it, or before it. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}
