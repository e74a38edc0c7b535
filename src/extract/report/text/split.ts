/** A run of digits may hold at most this many numbers and characters: beyond, the number of splits explodes and none would be sure. */
const LONGEST = 24;

/**
 * Every way to cut a run of digits into `count` numbers without leading zeros such that `accepts` holds; stops at `most`.
 * `00000001` into seven has many, but only one whose first six add up to the seventh.
 */
export function splits(
  digits: string,
  count: number,
  accepts: (numbers: readonly number[]) => boolean,
  most = 2,
): number[][] {
  if (!/^\d+$/.test(digits) || digits.length < count || digits.length > LONGEST) return [];
  const found: number[][] = [];
  const cut = (from: number, numbers: number[]): void => {
    if (found.length >= most) return;
    const left = count - numbers.length;
    if (left === 0) {
      if (from === digits.length && accepts(numbers)) found.push(numbers);
      return;
    }
    const longest = digits[from] === '0' ? 1 : digits.length - from - (left - 1);
    for (let length = 1; length <= longest; length++) {
      if (left === 1 && from + length !== digits.length) continue;
      cut(from + length, [...numbers, Number(digits.slice(from, from + length))]);
    }
  };
  cut(0, []);
  return found;
}
