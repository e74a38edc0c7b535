import type { Command } from 'commander';
import { z } from 'zod';
import { HOST_LEVELS, type HostLevel } from '../config/index.ts';
import { DIALECTS } from '../crawlers/platforms/index.ts';
import { COMPLETENESS } from '../crawlers/reasons.ts';
import { nameOf, organKindOf, levelOf as rankOf } from '../organs/index.ts';
import { type ChannelState, NOT_READ } from '../store/portal-states.ts';
import { type CliOptions, UsageError } from './command.ts';
import { commonMessages } from './messages/common.ts';
import { filterMessages } from './messages/portal-filter.ts';

const PLATFORMS = DIALECTS.map(({ key }) => key);
const STATES: readonly ChannelState[] = [...(Object.keys(COMPLETENESS) as (keyof typeof COMPLETENESS)[]), NOT_READ];

/** Which of many portals a command is for. Null: whatever it is. */
export interface PortalFilter {
  /** The first two digits of GB/T 2260. */
  readonly province: string | null;
  readonly level: HostLevel | null;
  /** A dialect's key. */
  readonly platform: string | null;
  /** What became of one of its channels in the last visit. */
  readonly channelState: ChannelState | null;
}

/** What a filter asks of a portal. */
export interface Filtered {
  readonly code: string | null;
  readonly name: string;
  /** Where it is known from a list; else code and name tell. */
  readonly level?: HostLevel;
  readonly platforms: readonly string[];
  readonly states: readonly ChannelState[];
}

/** Adds the options that choose portals, in the same words in every command. */
export function declareFilter(command: Command): Command {
  const m = filterMessages;
  return command
    .option('--province <code>', m.province)
    .option('--level <level>', m.level(HOST_LEVELS.join(', ')))
    .option('--platform <family>', m.platform)
    .option('--channel-state <state>', m.channelState(STATES.join(', ')));
}

/** Each option with what it takes, for the message that names a mistake. */
const OPTIONS = {
  province: {
    flag: '--province',
    takes: () => filterMessages.provinceTakes,
    schema: z
      .string()
      .regex(/^\d{2}(?:0000)?$/)
      .transform((code) => code.slice(0, 2))
      .refine((digits) => nameOf(`${digits}0000`) !== null),
  },
  level: { flag: '--level', takes: () => HOST_LEVELS.join(', '), schema: z.enum(HOST_LEVELS) },
  platform: {
    flag: '--platform',
    takes: () => PLATFORMS.join(', '),
    schema: z.enum(PLATFORMS as [string, ...string[]]),
  },
  channelState: { flag: '--channel-state', takes: () => STATES.join(', '), schema: z.enum(STATES) },
} as const;

/** @throws {UsageError} naming the option, what was found and what it takes. */
export function readFilter(options: CliOptions): PortalFilter {
  const read = <T>(
    { flag, takes, schema }: { flag: string; takes: () => string; schema: z.ZodType<T> },
    value: unknown,
  ) => {
    if (value === undefined) return null;
    const result = schema.safeParse(value);
    if (!result.success) throw new UsageError(commonMessages.takes(flag, takes(), String(value)));
    return result.data;
  };
  return {
    province: read(OPTIONS.province, options.province),
    level: read(OPTIONS.level, options.level),
    platform: read(OPTIONS.platform, options.platform),
    channelState: read(OPTIONS.channelState, options.channelState),
  };
}

export const NO_FILTER: PortalFilter = { province: null, level: null, platform: null, channelState: null };

export const isFiltered = (filter: PortalFilter): boolean => Object.values(filter).some((value) => value !== null);

/** Whether a filter needs what the last visits found. */
export const asksStore = ({ platform, channelState }: PortalFilter): boolean =>
  platform !== null || channelState !== null;

export function passes(portal: Filtered, { province, level, platform, channelState }: PortalFilter): boolean {
  if (province !== null && portal.code?.startsWith(province) !== true) return false;
  if (level !== null && (portal.level ?? levelOf(portal)) !== level) return false;
  if (platform !== null && !portal.platforms.includes(platform)) return false;
  return channelState === null || portal.states.includes(channelState);
}

/** The filter as it was typed, a word each. */
export function filterWords(filter: PortalFilter): string[] {
  return Object.entries(OPTIONS).flatMap(([name, { flag }]) => {
    const value = filter[name as keyof PortalFilter];
    return value === null ? [] : [flag, value];
  });
}

/** A filter as it was kept elsewhere. */
export const keptFilter: z.ZodType<PortalFilter> = z.object({
  province: z.string().nullable(),
  level: z.enum(HOST_LEVELS).nullable(),
  platform: z.string().nullable(),
  channelState: z.enum(STATES).nullable(),
});

/** The same in one, for messages. */
export const filterText = (filter: PortalFilter): string => filterWords(filter).join(' ');

/** By the code; a department or a zone by what stands behind the place in its name. */
function levelOf({ code, name }: Pick<Filtered, 'code' | 'name'>): HostLevel {
  const place = code === null ? null : nameOf(code);
  const behind = place !== null && name.startsWith(place) ? name.slice(place.length) : name;
  const { kind } = organKindOf(behind);
  if (kind === 'zone' && behind !== place) return 'zone';
  if (code === null) return 'central';
  const rank = rankOf(code);
  if (rank === 'province') return kind === 'department' && behind !== place ? 'province-department' : 'province';
  return rank === 'city' ? 'prefecture' : 'county';
}
