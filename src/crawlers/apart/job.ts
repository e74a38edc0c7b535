import { deserialize, serialize } from 'node:v8';
import type { PortalConfig, Settings } from '../../config/index.ts';
import type { ReadHints } from '../../extract/formats/reader.ts';
import type { PackedResult } from '../../ingest/crossing.ts';
import type { Answer } from '../http/answer.ts';
import type { Plan } from '../plan/plan.ts';
import type { AnswerTask } from '../plan/plan-answer.ts';
import { PortalVisit } from '../portal-visit.ts';

/** A page and all that its plan depends on, as it crosses to another process. */
export interface PageJob {
  readonly answer: Pick<Answer, 'url' | 'status' | 'contentType'> & { readonly bytes: Uint8Array };
  readonly portal: PackedPortal;
  readonly queued: AnswerTask['queued'];
  readonly channel: AnswerTask['channel'];
  /** Rows that the visit has seen in the channel; null: too many to be sent with every page, and hardly a light page's plan asks for them. */
  readonly seen: readonly string[] | null;
  /** What its reader is told, where the page is to be read at once if it turns out to be a document; null: it is not. */
  readonly reading: ReadHints | null;
}

/** What was found out about a page. */
export interface PageAnswer {
  readonly plan: Plan;
  /** Whether scripts would show what the page does not. */
  readonly wantsScripts: boolean;
  /** What a reader makes of it, and the hex digest of the bytes; null: it was not read. */
  readonly reading: { readonly sha256: string; readonly result: PackedResult } | null;
}

/**
 * A page of a batch, which is answered as a whole. Each crosses by itself: a pipe holds two or three pages, and the rest of a larger message
 * would have to wait until both processes look at it.
 */
export interface PageOfBatch {
  readonly number: number;
  readonly job: PageJob;
  readonly isLast: boolean;
}

/** What the process that takes pages apart says: that it is there, and then of each batch, in their order, what came of it. */
export type PageWorkerMessage =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'taken';
      readonly number: number;
      /** In the order of the jobs; null: the plan depends on what was not sent, or the page is too heavy to be planned beside others. */
      readonly pages: readonly (PageAnswer | null)[];
      /** Memory of the process behind it. */
      readonly residentBytes: number;
    }
  /** A defect of the program's. */
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };

/** A portal as it crosses: the same bytes for all of its pages, so that it is packed and unpacked once. */
export interface PackedPortal {
  readonly key: string;
  readonly bytes: Uint8Array;
}

const packed = new WeakMap<PortalVisit, PackedPortal>();
let count = 0;

export function packPortal(visit: PortalVisit): PackedPortal {
  let portal = packed.get(visit);
  if (portal === undefined) {
    const { config, settings } = visit;
    portal = { key: `${++count} ${visit.id}`, bytes: serialize({ config, settings }) };
    packed.set(visit, portal);
  }
  return portal;
}

/** Pages of more portals than this are hardly ever under way at once. */
const MOST_PORTALS = 64;
const unpacked = new Map<string, PortalVisit>();

export function unpackPortal({ key, bytes }: PackedPortal): PortalVisit {
  const known = unpacked.get(key);
  if (known !== undefined) return known;
  const { config, settings }: { config: PortalConfig; settings: Settings } = deserialize(bytes);
  const visit = new PortalVisit(config, settings);
  if (unpacked.size >= MOST_PORTALS) unpacked.clear();
  unpacked.set(key, visit);
  return visit;
}
