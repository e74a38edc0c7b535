import { currentLanguage } from '../../language/language.ts';
import { told } from '../../language/told.ts';
import { warningText } from '../../query/warning-text.ts';

/** A stored warning as one line: what its code means, and what it says of the case at hand. */
export function warningLine({ code, message }: { readonly code: string; readonly message: string }): string {
  const meaning = warningText(code, message);
  if (currentLanguage() === 'en') return meaning;
  const inChinese = told(message);
  const ofCase = inChinese === message ? (message.match(/"[^"]{1,200}"/gu) ?? []).join(' · ') : inChinese;
  return ofCase === '' ? meaning : `${meaning}（${ofCase}）`;
}
