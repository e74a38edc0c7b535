/** Letters between a mark that turns them about (RLO) and its end, or the line's. */
const TURNED = /\u202e([^\u202c\u202e\n]*)\u202c?/g;

/** A text in the order in which it is read, where marks of direction turn letters about: figures too. */
export const inReadingOrder = (text: string): string =>
  text.includes('\u202e') ? text.replace(TURNED, (_, turned: string) => [...turned].reverse().join('')) : text;
