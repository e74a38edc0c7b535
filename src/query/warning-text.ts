import { WARNINGS } from '../codebook/warnings.ts';
import { currentLanguage } from '../language/language.ts';

/** A stored warning for a person: its own message, which is English; in Chinese, what its code means. */
export function warningText(code: string, message: string): string {
  return currentLanguage() === 'zh' && isWarning(code) ? WARNINGS[code].chinese : message;
}

const isWarning = (code: string): code is keyof typeof WARNINGS => Object.hasOwn(WARNINGS, code);
