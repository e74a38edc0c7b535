import { FormRegistry } from '../registry.ts';
import { form2014 } from './2014.ts';
import { form2019 } from './2019.ts';
import { form2021 } from './2021.ts';

/** The generations of the national form, the newest first. A new one is a file beside these and a place in this list. */
const GENERATIONS = [form2021, form2019, form2014] as const;

/** What is read, checked, shown, generated and documented where nobody asks for other forms. */
export const FORMS = new FormRegistry(GENERATIONS);

/** A generation's key; `none` is a report without a table of a known form. Other registries have further ones. */
export type Template = (typeof GENERATIONS)[number]['key'] | 'none' | (string & {});
