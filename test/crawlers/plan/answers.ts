import type { Answer } from '../../../src/crawlers/http/answer.ts';
import type { NavigationResult } from '../../../src/crawlers/http/navigate.ts';
import { hostOf } from '../../../src/crawlers/http/scope.ts';
import type { PlannedRequest } from '../../../src/crawlers/plan/plan.ts';
import type { QueuedRequest } from '../../../src/crawlers/queue/request.ts';
import type { FailureCode } from '../../../src/crawlers/reasons.ts';

/** An answer as the network would bring it. */
export function answerWith(url: string, body: string | Buffer, contentType = 'text/html; charset=utf-8'): Answer {
  const bytes = Buffer.from(body);
  return { url, status: 200, contentType, bytes, text: () => bytes.toString('utf8') };
}

/** A request as the frontier hands it out. */
export function asQueued(planned: PlannedRequest, attempts = 0): QueuedRequest {
  const ids = { id: 1, portalId: 'qx', channelId: 1, parentId: null, referer: null };
  return { ...planned, ...ids, host: hostOf(planned.url), attempts };
}

export function failing(code: FailureCode, retry = false): NavigationResult {
  return { exchanges: [], failure: { code, message: `it is ${code}`, retry }, challenge: null, confirms: null };
}
