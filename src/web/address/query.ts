import { z } from 'zod';
import { ACROSS_RULES, FORMS } from '../../codebook/index.ts';
import { SECTIONS } from '../../codebook/sections.ts';
import { GOVERNMENT_LEVELS, ORGAN_KINDS, type OrganKind } from '../../organs/index.ts';
import { STATUSES, type Status } from '../../query/coverage/ledger.ts';
import { type CorpusFilter, REPORT_STATUSES } from '../../query/filter.ts';
import { LIST_ORDERS } from '../../query/listing.ts';

/** Somebody's typing: cut, not refused. */
const text = (most: number) =>
  z
    .string()
    .transform((value) => value.trim().slice(0, most))
    .transform((value) => (value === '' ? undefined : value))
    .optional();
/** An empty field of a form is no wish. */
const wish = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), type.optional());
const year = wish(z.coerce.number().int().min(1900).max(2200));
const page = wish(z.coerce.number().int().min(1).max(100_000));

const kinds = Object.keys(ORGAN_KINDS) as [OrganKind, ...OrganKind[]];

/** What the address of a list of reports may hold; the names are those of `nianbao search --help`. */
export const SELECTION = z.object({
  q: text(200),
  province: text(20),
  city: text(20),
  level: wish(z.enum(GOVERNMENT_LEVELS)),
  kind: wish(z.enum(kinds)),
  organ: text(60),
  from: year,
  to: year,
  template: wish(z.enum(FORMS.templates as [string, ...string[]])),
  failing: wish(z.enum(['any', ...FORMS.rules, ...Object.keys(ACROSS_RULES)] as [string, ...string[]])),
  status: wish(z.enum(REPORT_STATUSES)),
  section: wish(z.enum(SECTIONS.map(({ key }) => key) as [string, ...string[]])),
  order: wish(z.enum([...LIST_ORDERS, 'rank', 'received'])),
  page,
});
export type ReportSelection = z.infer<typeof SELECTION>;

/** The selection as the functions of the command line take it. No condition in SQL comes from an address. */
export function filterOf(selection: ReportSelection): CorpusFilter {
  const { province, city, level, kind, organ, from, to, template, failing, status } = selection;
  return {
    ...(from === undefined && to === undefined ? {} : { years: [from ?? 0, to ?? 9999] as const }),
    ...(province === undefined ? {} : { province }),
    ...(city === undefined ? {} : { city }),
    ...(level === undefined ? {} : { level }),
    ...(kind === undefined ? {} : { kind }),
    ...(organ === undefined ? {} : { organ }),
    ...(template === undefined ? {} : { template }),
    ...(failing === undefined ? {} : { failing: failing === 'any' ? (true as const) : failing }),
    ...(status === undefined ? {} : { status }),
  };
}

export const COVERAGE = z.object({
  province: text(20),
  city: text(20),
  level: wish(z.enum(GOVERNMENT_LEVELS)),
  kind: wish(z.enum(kinds)),
  from: year,
  to: year,
  page,
  show: wish(z.enum(Object.keys(STATUSES) as [Status, ...Status[]])),
});

export const REVISIONS = SELECTION.pick({
  province: true,
  organ: true,
  level: true,
  from: true,
  to: true,
  page: true,
}).extend({
  since: wish(z.iso.date()),
});

/** What an address asks of one report. */
export const OF_REPORT = z.object({
  portal: text(100),
  edition: wish(z.coerce.number().int().min(1).max(1000)),
  part: page,
  again: wish(z.literal('1')),
});

/** Parameters by name; of one that stands several times the last one counts. */
export const parametersOf = (query: URLSearchParams): Record<string, string> => Object.fromEntries(query);
