import { createHash } from 'node:crypto';
import type { Batch, Resource } from '../../archive/archived.ts';
import type { Exchange } from '../../archive/exchange.ts';
import { insertCapture, settleFiles } from '../../store/captures.ts';
import { addPayload } from '../../store/payloads.ts';
import type { Store } from '../../store/store.ts';
import type { Answer } from '../http/answer.ts';

const EMPTY = Buffer.alloc(0);

export function asResource({ url, contentType, bytes }: Answer, takenAt: number): Resource {
  return { url, contentType, bytes, takenAt };
}

/**
 * Indexes a page as it stood after its scripts. It never went over the wire, so it is a `resource` of the archive, beside the exchanges
 * that it was made of.
 */
export function addRendered(
  store: Store,
  shown: { readonly rendered: Answer; readonly batch: Batch; readonly takenAt: number },
  context: { readonly runId: number; readonly requestId: number; readonly portalId: string },
): void {
  const { rendered, batch, takenAt } = shown;
  const { url, bytes } = rendered;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { id: payloadId } = addPayload(store, {
    sha256,
    size: bytes.length,
    use: 'document',
    portalId: context.portalId,
    url,
  });
  for (const record of batch.records) {
    insertCapture(store, {
      runId: context.runId,
      requestId: context.requestId,
      hop: 0,
      record,
      payloadId,
      exchange: asExchange(rendered, takenAt),
    });
  }
  settleFiles(store, batch);
}

function asExchange({ url, contentType, bytes }: Answer, startedAt: number): Exchange {
  return {
    url,
    method: 'GET',
    startedAt,
    durationMs: 0,
    ip: null,
    requestHead: EMPTY,
    requestBody: EMPTY,
    status: 200,
    responseHead: EMPTY,
    responseBlock: bytes,
    entity: bytes,
    payload: bytes,
    headers: [['content-type', contentType]],
    truncated: null,
  };
}
