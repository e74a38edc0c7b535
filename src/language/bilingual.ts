import { currentLanguage } from './language.ts';

/** Sentences by name: plain, or made of what they are about; groups of them where a closed list has a sentence an entry. */
export interface Messages {
  readonly [name: string]: Message | Messages;
}
type Message = string | ((...about: never[]) => string);

/** The same names about the same things, in other words. */
export type Alike<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...about: infer About) => string
      ? (...about: About) => string
      : Alike<T[K]>;
};

/**
 * A room's messages in both languages; a message that lacks one does not compile. Each is read in the language of the moment, so say
 * `crawlMessages.nothingNew` where it is printed, and keep no message in a constant of a module.
 */
export function bilingual<T extends { readonly [K in keyof T]: Message | Messages }>(both: {
  readonly en: T;
  readonly zh: Alike<NoInfer<T>>;
}): Alike<T> {
  const read = (name: string) => () => Reflect.get(both[currentLanguage()], name) as unknown;
  const getters = Object.keys(both.en).map((name) => [name, { get: read(name), enumerable: true }] as const);
  return Object.defineProperties({}, Object.fromEntries(getters)) as Alike<T>;
}
