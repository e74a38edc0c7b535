import type { Resource } from '../../archive/archived.ts';
import { type Exchange, header } from '../../archive/exchange.ts';
import { entityOf, type HeaderList, parseHead, payloadOf, splitMessage } from '../../archive/http.ts';
import { withoutUserInfo } from '../../vocabulary/user-info.ts';
import type { ImportSkip } from '../reasons.ts';
import type { ForeignRecord } from './records.ts';

/** What a record of somebody's WARC file captured: an answer, or a file. */
export type ForeignCapture =
  | { readonly kind: 'response'; readonly exchange: Exchange }
  | { readonly kind: 'resource'; readonly resource: Resource };

const EMPTY = Buffer.alloc(0);
/** 200, 203 for what a proxy changed, 206 for a part that is the whole: answers that are the content asked for. */
const ANSWERED = new Set([200, 203, 206]);

/** Whether a record can be a capture, by its WARC headers. */
export function canBeCapture(headers: Readonly<Record<string, string>>): boolean {
  const type = headers['warc-type'];
  return (type === 'response' || type === 'resource') && /^(?:https?|ftp|file):\/\//i.test(addressOf(headers));
}

/** The capture in a record, its address, time and bytes as they were; or why it is none. */
export function captureOf({ headers, block }: ForeignRecord, changedAt: number): ForeignCapture | ImportSkip {
  if (block === null || !canBeCapture(headers)) return 'not_an_answer';
  const url = addressOf(headers);
  const time = Date.parse(headers['warc-date'] ?? '');
  const takenAt = Number.isNaN(time) ? changedAt : time;
  const type = headers['content-type'] ?? '';
  if (headers['warc-type'] === 'resource' || !/^application\/http/i.test(type)) {
    return {
      kind: 'resource',
      resource: { url, contentType: type || 'application/octet-stream', bytes: block, takenAt },
    };
  }
  return responseOf(block, { url, takenAt, ip: headers['warc-ip-address'] ?? null, truncated: truncationOf(headers) });
}

type ForeignFacts = Pick<Exchange, 'url' | 'ip' | 'truncated'> & { readonly takenAt: number };

function responseOf(message: Buffer, { takenAt, ...facts }: ForeignFacts): ForeignCapture | ImportSkip {
  const { head, block } = splitMessage(message);
  const { status, headers } = parseHead(head);
  if (status === 206 && !isWhole(headers)) return 'partial_answer';
  if (status === null || !ANSWERED.has(status)) return 'not_an_answer';
  const entity = entityOf(block, headers);
  const exchange: Exchange = {
    ...facts,
    method: 'GET',
    startedAt: takenAt,
    durationMs: 0,
    // Requests stay where they are: they may carry the cookies of the person who captured them.
    requestHead: EMPTY,
    requestBody: EMPTY,
    status,
    responseHead: head,
    responseBlock: block,
    entity,
    payload: payloadOf(entity, headers),
    headers,
  };
  return { kind: 'response', exchange };
}

/** Browsers ask for a PDF by ranges, and the first one may be all of it. */
function isWhole(headers: HeaderList): boolean {
  const range = header({ headers }, 'content-range') ?? '';
  const [, first, last, size] = /^bytes\s+(\d+)-(\d+)\/(\d+)$/i.exec(range.trim()) ?? [];
  return Number(first) === 0 && Number(last) + 1 === Number(size);
}

/** wget writes addresses in angle brackets, as the grammar of WARC 1.0 has them by mistake. */
function addressOf(headers: Readonly<Record<string, string>>): string {
  return withoutUserInfo((headers['warc-target-uri'] ?? '').replace(/^<(.*)>$/, '$1'));
}

function truncationOf(headers: Readonly<Record<string, string>>): Exchange['truncated'] {
  const reason = headers['warc-truncated'];
  if (reason === undefined) return null;
  return reason === 'length' || reason === 'time' ? reason : 'disconnect';
}
