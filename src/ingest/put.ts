import type { WarningCode } from '../codebook/warnings.ts';
import type { UnreadableCode } from '../extract/document.ts';
import { type OrganContext, type ResolvedOrgan, resolveOrgan } from '../organs/index.ts';
import { type PayloadContext, payloadContexts } from '../store/contexts.ts';
import { putDocument } from '../store/documents.ts';
import { fileReport, unfile } from '../store/filing.ts';
import { addMember, markRead, markUnreadable } from '../store/payloads.ts';
import type { FilingOutcome } from '../store/report-rows.ts';
import type { Store } from '../store/store.ts';
import { replaceWarnings } from '../store/warnings.ts';
import { memoize } from '../vocabulary/memoize.ts';
import { identifyReport } from './identify.ts';
import type { DocumentResult, JobResult, MemberResult } from './job.ts';

/** What became of one document on one portal. */
export type Put =
  | { readonly kind: 'filed'; readonly outcome: FilingOutcome; readonly reportId: number; readonly url: string }
  | { readonly kind: 'no_report'; readonly code: WarningCode; readonly url: string }
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode; readonly message: string; readonly url: string };

/** Stores what a worker read out of a payload, in one transaction. */
export function putResult(store: Store, payloadId: number, result: JobResult, runId: number): Put[] {
  return store.transaction(() => {
    const contexts = payloadContexts(store, payloadId);
    if (result.kind === 'unreadable') {
      markUnreadable(store, payloadId, result.code, result.message);
      return [{ kind: 'unreadable', code: result.code, message: result.message, url: contexts[0]?.url ?? '' }];
    }
    markRead(store, payloadId, result.format);
    if (result.kind === 'document') return putRead(store, payloadId, result, contexts, runId);
    return result.members.flatMap((member) => putMember(store, payloadId, member, contexts, runId));
  });
}

function putRead(
  store: Store,
  payloadId: number,
  reading: DocumentResult,
  contexts: readonly PayloadContext[],
  runId: number,
): Put[] {
  const documentId = putDocument(store, payloadId, reading);
  return contexts.map((context) => fileDocument(store, documentId, reading, context, runId));
}

function putMember(
  store: Store,
  containerId: number,
  { name, sha256, size, result }: MemberResult,
  contexts: readonly PayloadContext[],
  runId: number,
): Put[] {
  const inside = contexts.map((context) => ({ ...context, url: `${context.url}!/${name}` }));
  const payloadId = addMember(store, { sha256, size, containerId, name }).id;
  if (result.kind === 'unreadable') {
    markUnreadable(store, payloadId, result.code, result.message);
    return [{ kind: 'unreadable', code: result.code, message: result.message, url: inside[0]?.url ?? name }];
  }
  markRead(store, payloadId, result.format);
  return putRead(store, payloadId, result, inside, runId);
}

function fileDocument(
  store: Store,
  documentId: number,
  reading: DocumentResult,
  context: PayloadContext,
  runId: number,
): Put {
  const { portalId, url } = context;
  const identity = identifyReport(reading.report, context);
  if (identity.kind === 'none') {
    unfile(store, { documentId, portalId });
    replaceWarnings(store, { documentId, reportId: null, portalId, runId }, [identity.warning]);
    return { kind: 'no_report', code: identity.warning.code, url };
  }
  const { reportId, outcome } = fileReport(store, {
    portalId,
    organ: identity.organ,
    year: identity.year,
    runId,
    documentId,
    url,
    title: identity.title,
    publishedOn: context.date ?? reading.publishedOn,
    resolved: organOf(identity.organ, {
      portalCode: context.portalCode,
      listOrgan: context.organ,
      channelTitle: context.channel,
    }),
    report: { ...reading.report, warnings: identity.warnings },
  });
  return { kind: 'filed', outcome, reportId, url };
}

/** Of one organ there are reports of many years: whose they are is found out once. */
const resolved = memoize((asked: string): ResolvedOrgan => {
  const [name, context] = JSON.parse(asked) as [string, OrganContext];
  // A name of nothing but a note (本级) says nothing.
  return (
    resolveOrgan(name, context) ?? {
      code: null,
      level: null,
      kind: 'department',
      fullName: name,
      formerly: null,
      evidence: 'the name says nothing of the organ',
    }
  );
});

const organOf = (name: string, context: OrganContext): ResolvedOrgan => resolved(JSON.stringify([name, context]));
