import { AsyncLocalStorage } from 'node:async_hooks';

/** The languages in which the program speaks to people. What is stored (reasons, evidence, JSON) is the same in both. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language for each call, not one for the process: tests and programs call commands side by side. */
const spoken = new AsyncLocalStorage<Language>();

/** Runs `work` with everything it says in this language, also what it says after it has waited. */
export function inLanguage<T>(language: Language, work: () => T): T {
  return spoken.run(language, work);
}

/** English where nobody has chosen. */
export const currentLanguage = (): Language => spoken.getStore() ?? 'en';

export const isLanguage = (text: string | undefined): text is Language => LANGUAGES.some((one) => one === text);

type LocaleVariable = 'NIANBAO_LANG' | 'LC_ALL' | 'LC_MESSAGES' | 'LANG';

/** The language of a person's surroundings: `NIANBAO_LANG`, else the first variable of the locale that is set, as POSIX orders them. */
export function languageOf(environment: Readonly<Partial<Record<LocaleVariable, string | undefined>>>): Language {
  const { NIANBAO_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = [NIANBAO_LANG, LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '') ?? '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
