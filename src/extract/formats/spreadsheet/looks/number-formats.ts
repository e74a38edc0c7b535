/** The part of a number format for a value: positive, negative, zero. Parts with conditions of their own are not told apart. */
function partFor(code: string, value: number): string {
  const parts = code.split(';');
  if (value < 0 && parts[1] !== undefined) return parts[1];
  if (value === 0 && parts[2] !== undefined) return parts[2];
  return parts[0] ?? '';
}

/** True for a format that prints no number at all: `;;;`. */
export const printsNothing = (code: string): boolean => /^\s*;\s*;\s*(?:;|$)/.test(code);

/** True for a format that prints the value in white: `[White]0`. */
export const printsWhite = (code: string, value: number): boolean =>
  /\[(?:white|白色|color\s*2)\]/i.test(/\[[<>=]/.test(code) ? code : partFor(code, value));
