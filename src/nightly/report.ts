import { z } from 'zod';
import {
  FINDING_KINDS,
  FINDING_SCOPES,
  type FindingKind,
  NIGHT_CAUSES,
  type NightCause,
} from '../store/nights/kinds.ts';

const keys = <Key extends string>(list: Readonly<Record<Key, string>>) => Object.keys(list) as [Key, ...Key[]];
const count = z.int().min(0);
const moment = z.iso.datetime();

const problem = z.strictObject({
  portal: z.string().nullable(),
  kind: z.enum(keys<FindingKind>(FINDING_KINDS)),
  url: z.string(),
  code: z.string(),
  message: z.string(),
  since: moment,
});

const finding = z.strictObject({
  /** For `nianbao ack`. */
  id: count,
  kind: z.enum(keys<FindingKind>(FINDING_KINDS)),
  scope: z.enum(FINDING_SCOPES),
  /** Of the portal, family or host; "run" for what concerns all. */
  name: z.string(),
  /** `new`: wrong since this night; `grown`: a portal joined it; `expired`: its acknowledgement ran out; `known`: as the night before. */
  state: z.enum(['new', 'grown', 'expired', 'known']),
  portals: z.array(z.string()),
  problems: z.array(problem),
  since: moment,
  acknowledged: z.strictObject({ reason: z.string(), made_on: z.iso.date(), expires_on: z.iso.date() }).nullable(),
});

/** What a night came to: stored in `night.report`, written beside the archive, handed to the hook. Versioned: fields are added, never changed. */
export const nightReport = z.strictObject({
  version: z.literal(1),
  run: count,
  mode: z.enum(['nightly', 'backfill']),
  started_at: moment,
  ended_at: moment,
  cause: z.enum(keys<NightCause>(NIGHT_CAUSES)),
  exit_code: count,
  /** Whether anything is otherwise than after the night before: only then is the hook called. */
  changed: z.boolean(),
  counts: z.strictObject({
    /** Visits that were begun or gone on with, and those that came to their end. */
    portals: count,
    finished: count,
    requests: count,
    unchanged: count,
    reports_new: count,
    reports_changed: count,
    withdrawn: count,
    /** Pages and files that the rotation left for a later night. */
    spared: count,
    /** Requests that wait for the next night. */
    left_over: count,
  }),
  /** What stopped it before all was asked for; null: nothing did, or a person. */
  stopped: z.enum(['budget', 'network']).nullable(),
  disk: z.strictObject({
    free: count.nullable(),
    archive: count,
    database: count,
    per_night: z.number().nullable(),
    nights_left: count.nullable(),
  }),
  /** All that is wrong, what is new first. */
  findings: z.array(finding),
  /** What was mended in this night, in words. */
  closed: z.array(
    z.strictObject({
      id: count,
      kind: z.enum(keys<FindingKind>(FINDING_KINDS)),
      scope: z.enum(FINDING_SCOPES),
      name: z.string(),
    }),
  ),
  /** Reports that came, changed or were withdrawn, in this night. */
  news: z.array(
    z.strictObject({
      what: z.enum(['new', 'changed', 'withdrawn', 'restored']),
      portal: z.string(),
      organ: z.string(),
      year: z.int(),
      url: z.string(),
    }),
  ),
});

export type NightReport = Readonly<z.infer<typeof nightReport>>;
export type NightFinding = NightReport['findings'][number];

/** @throws {z.ZodError} for what is no report of a night. */
export const parseNightReport = (json: string): NightReport => nightReport.parse(JSON.parse(json));

/** Whether somebody is to look at it: it is new, and nobody has said that it is known. */
export const isLoud = ({ state, acknowledged }: NightFinding): boolean => state !== 'known' && acknowledged === null;
