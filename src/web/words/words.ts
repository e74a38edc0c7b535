import type { Language } from '../../language/language.ts';
import { en } from './en.ts';
import { type Words, zh } from './zh.ts';

export type { Language, Words };

/** What the pages say, by language; Chinese has no mark in the address. */
export const WORDS: Readonly<Record<Language, Words>> = { zh, en };
