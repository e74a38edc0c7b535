import type { Archived, EarlierRecord, Resource } from './archived.ts';
import type { Exchange } from './exchange.ts';
import { digestOf, encodeRecord, newRecordId, type RecordHeaders, targetUri } from './record.ts';

/** Records that are ready to be appended, the one that the index names first. */
export interface RecordDraft extends Pick<Archived, 'id' | 'type' | 'payloadDigest' | 'date'> {
  readonly members: readonly Buffer[];
  readonly url: string;
  /** The record that a revisit refers to. */
  readonly refersTo: EarlierRecord | null;
}

export interface DraftContext {
  /** WARC-Record-ID of the run's warcinfo. */
  readonly infoId: string;
  /** The record that holds the same bytes, if any does. */
  readonly archived: (payloadDigest: string) => EarlierRecord | null;
  /** For a 304: the record that it confirms. */
  readonly confirms?: EarlierRecord & { readonly payloadDigest: string };
}

/** A response (or revisit) and its request; a response that somebody else captured comes without one. */
export async function exchangeDraft(exchange: Exchange, context: DraftContext): Promise<RecordDraft> {
  const date = new Date(exchange.startedAt).toISOString();
  const confirms = exchange.status === 304 ? context.confirms : undefined;
  if (confirms !== undefined) return unchangedDraft(exchange, date, confirms);
  const payloadDigest = digestOf(exchange.entity);
  // Empty bodies are no duplicates of each other: there is nothing to save.
  const archived = exchange.entity.length > 0 ? context.archived(payloadDigest) : null;
  const type = archived === null ? 'response' : 'revisit';
  const id = newRecordId();
  const common = {
    'WARC-Warcinfo-ID': context.infoId,
    'WARC-Date': date,
    'WARC-Target-URI': targetUri(exchange.url),
    'WARC-IP-Address': exchange.ip ?? undefined,
  };
  const response = await encodeRecord(
    type,
    {
      'WARC-Record-ID': id,
      ...common,
      ...(archived === null ? {} : revisitHeaders('identical-payload-digest', archived)),
      'WARC-Payload-Digest': payloadDigest,
      'WARC-Truncated': exchange.truncated ?? undefined,
      'Content-Type': 'application/http; msgtype=response',
    },
    archived === null ? [exchange.responseHead, exchange.responseBlock] : [exchange.responseHead],
  );
  // A revisit's request says nothing that the first one did not.
  const asked = archived === null && exchange.requestHead.length > 0;
  const members = asked ? [response, await requestMember(exchange, id, common)] : [response];
  return { members, id, url: exchange.url, type, payloadDigest, date, refersTo: archived };
}

/**
 * "Not modified" says nothing but that: neither its head nor its request is kept, nor a digest that the record it refers to has. Most of an
 * archive of years are such records.
 */
async function unchangedDraft(
  exchange: Exchange,
  date: string,
  confirms: EarlierRecord & { payloadDigest: string },
): Promise<RecordDraft> {
  const id = newRecordId();
  const headers = {
    'WARC-Record-ID': id,
    'WARC-Date': date,
    'WARC-Target-URI': targetUri(exchange.url),
    ...revisitHeaders('server-not-modified', confirms),
  };
  const members = [await encodeRecord('revisit', headers, [])];
  const { payloadDigest } = confirms;
  return { members, id, url: exchange.url, type: 'revisit', payloadDigest, date, refersTo: confirms };
}

function requestMember(exchange: Exchange, responseId: string, common: RecordHeaders): Promise<Buffer> {
  return encodeRecord(
    'request',
    {
      'WARC-Record-ID': newRecordId(),
      ...common,
      'WARC-Concurrent-To': responseId,
      'Content-Type': 'application/http; msgtype=request',
    },
    [exchange.requestHead, exchange.requestBody],
  );
}

/** A file as a `resource` (or revisit). */
export async function resourceDraft(resource: Resource, context: DraftContext): Promise<RecordDraft> {
  const date = new Date(resource.takenAt).toISOString();
  const payloadDigest = digestOf(resource.bytes);
  const archived = resource.bytes.length > 0 ? context.archived(payloadDigest) : null;
  const type = archived === null ? 'resource' : 'revisit';
  const id = newRecordId();
  const member = await encodeRecord(
    type,
    {
      'WARC-Record-ID': id,
      'WARC-Warcinfo-ID': context.infoId,
      'WARC-Date': date,
      'WARC-Target-URI': targetUri(resource.url),
      ...(archived === null ? {} : revisitHeaders('identical-payload-digest', archived)),
      'WARC-Payload-Digest': payloadDigest,
      'Content-Type': resource.contentType,
    },
    archived === null ? [resource.bytes] : [],
  );
  return { members: [member], id, url: resource.url, type, payloadDigest, date, refersTo: archived };
}

const PROFILE = 'http://netpreserve.org/warc/1.1/revisit';

function revisitHeaders(
  profile: 'identical-payload-digest' | 'server-not-modified',
  target: EarlierRecord,
): Record<string, string> {
  return {
    'WARC-Profile': `${PROFILE}/${profile}`,
    'WARC-Refers-To-Target-URI': targetUri(target.url),
    'WARC-Refers-To-Date': target.date,
  };
}
