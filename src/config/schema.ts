import { z } from 'zod';
import { messageOf } from '../message-of.ts';
import { hasUserInfo } from '../vocabulary/user-info.ts';
import { httpAddress, portFault } from './address.ts';
import { configMessages } from './messages.ts';
import { BROWSER_MODES, SURENESS } from './portal.ts';

const text = z.string().trim().min(1);

const httpUrl = text
  .refine((value) => httpAddress(value) !== null, { error: ({ input }) => portFault(String(input)) ?? 'Invalid input' })
  .refine((value) => !hasUserInfo(value), { error: () => configMessages.userInfoFound });

// YAML reads an unquoted 110115 as a number, and people will write it so.
const divisionCode = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^[1-9]\d{5}$/))
  .nullable();

const regularExpression = text.transform((source, context) => {
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) });
    return z.NEVER;
  }
});
const regularExpressions = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(regularExpression),
);

const host = text.transform((value, context) => {
  const url = httpAddress(`http://${value}`);
  if (url !== null && url.pathname === '/' && url.search + url.hash + url.username === '' && !/[/*\s]/u.test(value))
    return url.host;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

// 2008: the year in which the Regulations on Open Government Information came into force.
const year = z.int().min(2008).max(2100);

const date = z.iso.date();

export const delay = z.int().min(0).max(600_000);
export const concurrency = z.int().min(1).max(32);

/** What a file is compared with beside its own form; what is not given is not compared, so that reading it loads no other room. */
export interface ConfigKnowledge {
  /** Keys of the dialects that may be named. */
  readonly platforms?: readonly string[];
  /** Whether a code stands in the table of divisions. */
  readonly isDivision?: (code: string) => boolean;
}

/** The schema of one portal's file. */
export function portalSchema({ platforms, isDivision }: ConfigKnowledge = {}) {
  const platform = z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u)
    .refine((key) => platforms === undefined || key === 'auto' || platforms.includes(key));
  const channel = z.strictObject({
    url: httpUrl,
    title: text.optional(),
    organ: text.optional(),
    platform: platform.optional(),
    sure: z.enum(SURENESS).optional(),
  });
  return z
    .strictObject({
      id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
      name: text,
      code: divisionCode.refine((code) => code === null || isDivision === undefined || isDivision(code)),
      channels: z.array(channel).default([]),
      entry: httpUrl.optional(),
      platform: platform.default('auto'),
      organ: text.optional(),
      delay: delay.optional(),
      concurrency: concurrency.optional(),
      years: z
        .strictObject({ from: year.optional(), to: year.optional() })
        .refine(({ from, to }) => from === undefined || to === undefined || from <= to)
        .optional(),
      include: regularExpressions.default([]),
      exclude: regularExpressions.default([]),
      floor: z.int().min(0).default(0),
      legacyTls: z.boolean().default(false),
      browser: z.enum(BROWSER_MODES).optional(),
      hosts: z.array(host).default([]),
      verified: z.union([z.literal('never'), date]).default('never'),
      sure: z.enum(SURENESS).optional(),
      note: text.optional(),
    })
    .refine(({ channels, entry }) => channels.length > 0 || entry !== undefined, { path: ['channels'] });
}
