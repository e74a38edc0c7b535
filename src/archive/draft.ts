import type { Archived, Held, Resource } from './archived.ts';
import type { Exchange } from './exchange.ts';
import { digestOf, encodeRecord, newRecordId, type RecordHeaders, targetUri } from './record.ts';

/** Records that are ready to be appended, the one that the index names first. */
export interface Draft {
  readonly members: readonly Buffer[];
  readonly url: string;
  readonly type: Archived['type'];
  readonly payloadDigest: string;
  readonly date: string;
}

export interface DraftContext {
  /** WARC-Record-ID of the file's warcinfo. */
  readonly infoId: string;
  /** The record that holds the same bytes, if any does. */
  readonly held: (payloadDigest: string) => Held | null;
  /** For a 304: the record that it confirms. */
  readonly confirms?: Held & { readonly payloadDigest: string };
}

/** A response (or revisit) and its request; a response that somebody else captured comes without one. */
export async function exchangeDraft(exchange: Exchange, context: DraftContext): Promise<Draft> {
  const date = new Date(exchange.startedAt).toISOString();
  const confirmed = exchange.status === 304 ? context.confirms : undefined;
  const payloadDigest = confirmed?.payloadDigest ?? digestOf(exchange.entity);
  // Empty bodies are no duplicates of each other: there is nothing to save.
  const held = confirmed === undefined && exchange.entity.length > 0 ? context.held(payloadDigest) : null;
  const type = confirmed === undefined && held === null ? 'response' : 'revisit';
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
      ...revisitHeaders(held, confirmed),
      'WARC-Payload-Digest': payloadDigest,
      'WARC-Truncated': exchange.truncated ?? undefined,
      'Content-Type': 'application/http; msgtype=response',
    },
    type === 'revisit' ? [exchange.responseHead] : [exchange.responseHead, exchange.responseBlock],
  );
  const members =
    exchange.requestHead.length === 0 ? [response] : [response, await requestMember(exchange, id, common)];
  return { members, url: exchange.url, type, payloadDigest, date };
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
export async function resourceDraft(resource: Resource, context: DraftContext): Promise<Draft> {
  const date = new Date(resource.takenAt).toISOString();
  const payloadDigest = digestOf(resource.bytes);
  const held = resource.bytes.length > 0 ? context.held(payloadDigest) : null;
  const type = held === null ? 'resource' : 'revisit';
  const member = await encodeRecord(
    type,
    {
      'WARC-Record-ID': newRecordId(),
      'WARC-Warcinfo-ID': context.infoId,
      'WARC-Date': date,
      'WARC-Target-URI': targetUri(resource.url),
      ...revisitHeaders(held, undefined),
      'WARC-Payload-Digest': payloadDigest,
      'Content-Type': resource.contentType,
    },
    type === 'revisit' ? [] : [resource.bytes],
  );
  return { members: [member], url: resource.url, type, payloadDigest, date };
}

const PROFILE = 'http://netpreserve.org/warc/1.1/revisit';

function revisitHeaders(held: Held | null, confirmed: Held | undefined): Record<string, string> {
  const target = confirmed ?? held;
  if (target === null) return {};
  return {
    'WARC-Profile': `${PROFILE}/${confirmed === undefined ? 'identical-payload-digest' : 'server-not-modified'}`,
    'WARC-Refers-To-Target-URI': targetUri(target.url),
    'WARC-Refers-To-Date': target.date,
  };
}
