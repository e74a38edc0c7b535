import PQueue from 'p-queue';
import type { PortalConfig, Settings } from '../config/index.ts';
import { BrowserFallback } from '../crawlers/browser/fallback.ts';
import type { AddressPolicy } from '../crawlers/http/address.ts';
import { PortalVisit } from '../crawlers/portal-visit.ts';
import { messageOf } from '../message-of.ts';
import { Paces } from '../probe/visit/paces.ts';
import { Visitor } from '../probe/visit/visitor.ts';
import type { Store } from '../store/store.ts';
import { diagnose, diagnoseOffline } from './diagnose.ts';
import type { Diagnosis, SharedFinding } from './findings.ts';
import { rememberPortal } from './memory.ts';
import { sharedFindings } from './shared.ts';

/** Requests that one portal's examination may cost. */
const MOST_REQUESTS = 24;
/** Portals examined at once; each host is still asked one request after the other. */
const AT_ONCE = 8;

export interface DoctorOptions {
  readonly portals: readonly { readonly config: PortalConfig; readonly settings: Settings }[];
  /** Null: nothing was crawled yet. Only read. */
  readonly store: Store | null;
  /** Judge from the database alone. */
  readonly offline: boolean;
  readonly addresses: AddressPolicy;
  readonly userAgent: string;
  readonly signal: AbortSignal;
  readonly onDone?: (diagnosis: Diagnosis) => void;
}

export interface DoctorResult {
  readonly portals: readonly Diagnosis[];
  readonly findings: readonly SharedFinding[];
}

/** Examines portals, several at once, and looks for causes that they share. Writes nothing. */
export async function doctor(options: DoctorOptions): Promise<DoctorResult> {
  const paces = new Paces();
  const browser = new BrowserFallback(options.userAgent);
  const queue = new PQueue({ concurrency: AT_ONCE });
  try {
    const portals = await Promise.all(
      options.portals.map(({ config, settings }) =>
        queue.add(() => examine(config, settings, { paces, browser }, options)),
      ),
    );
    return { portals, findings: sharedFindings(portals) };
  } finally {
    await browser.close();
  }
}

/** What all examinations share. */
interface Common {
  readonly paces: Paces;
  readonly browser: BrowserFallback;
}

async function examine(
  config: PortalConfig,
  settings: Settings,
  common: Common,
  options: DoctorOptions,
): Promise<Diagnosis> {
  const { store, offline, signal } = options;
  signal.throwIfAborted();
  const memory = store === null ? null : rememberPortal(store, config.id);
  const diagnosis =
    offline || config.channels.length === 0
      ? diagnoseOffline(config, memory)
      : await retried(new PortalVisit(config, settings), memory, common, options);
  options.onDone?.(diagnosis);
  return diagnosis;
}

/** A page that breaks a reader must not end the examination of all others. */
async function retried(...parts: Parameters<typeof live>): Promise<Diagnosis> {
  const [{ config }, memory, , { signal }] = parts;
  try {
    return await live(...parts);
  } catch (error) {
    signal.throwIfAborted();
    const note = `the examination broke off: ${messageOf(error)}`;
    const known = diagnoseOffline(config, memory);
    return { ...known, verdict: 'unknown', notes: [...known.notes, note] };
  }
}

async function live(
  visit: PortalVisit,
  memory: ReturnType<typeof rememberPortal>,
  common: Common,
  { addresses, userAgent, signal }: DoctorOptions,
): Promise<Diagnosis> {
  const visitor = new Visitor({ visit, addresses, userAgent, signal, ...common, maxRequests: MOST_REQUESTS });
  try {
    return await diagnose(visit, memory, visitor);
  } finally {
    visitor.close();
  }
}
