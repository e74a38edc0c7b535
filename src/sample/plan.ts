import { FORMS, type Form, type FormRegistry, type ListForm, type Template } from '../codebook/index.ts';

/**
 * What is generated: a generation of the form; `2021-hybrid` has the results of the generation before in table 3, `annex` is a provincial
 * list, `none` has prose only.
 */
export type SampleForm = Template | '2021-hybrid' | 'annex';

/** The forms that a sample is made from. */
export interface SamplePlan {
  readonly form: Form;
  /** Whose table 3 it has. */
  readonly rows: Form;
  /** The list in the place of its tables. */
  readonly list: ListForm | null;
}

const HYBRID = '-hybrid';

export function planOf(name: SampleForm, { forms }: FormRegistry): SamplePlan {
  const isHybrid = name.endsWith(HYBRID);
  const at = forms.findIndex((form) => form.key === name.replace(HYBRID, '') || isIn(name, form));
  const form = forms[at];
  if (!form) throw new RangeError(`no form is called ${name}`);
  const rows = isHybrid ? forms.slice(at + 1).find(({ tables }) => tables.applications) : form;
  const list = (name === 'annex' ? form.lists.at(-1) : form.lists[0]) ?? null;
  return { form, rows: rows ?? form, list };
}

/** `annex` is in the form that has lists, `none` in the newest that has tables. */
const isIn = (name: string, { lists, tables }: Form): boolean =>
  (name === 'annex' && lists.length > 1) || (name === 'none' && tables.disclosure !== undefined);

/** How often each form comes when none is asked for: forms with tables three times. */
export const mixOf = ({ forms }: FormRegistry): SampleForm[] => [
  ...forms.flatMap(({ key, lists }, index): SampleForm[] => {
    if (lists.length > 0) return [key, 'annex'];
    return [key, key, key, ...(index === 0 ? [`${key}${HYBRID}`] : [])];
  }),
  'none',
];

/** The forms that the generator knows where nobody brings others. */
export const SAMPLE_FORMS: readonly SampleForm[] = [...new Set(mixOf(FORMS))];

/** The last report year that is generated where a form is in use to this day. */
const YEARS_IN_USE = 4;

export const yearsOf = ({ years: [first, last] }: Form): [number, number] => [first, last ?? first + YEARS_IN_USE];
