import type { RequestKind } from '../queue/request.ts';
import { NOTHING, type Plan } from './plan.ts';

/** A page that breaks its dialect (nested ten thousand deep, say) is no reason to stop: a document is kept for its reader all the same. */
export function notUnderstood(kind: RequestKind, why: string): Plan {
  const message = `the page could not be taken apart: ${why}`;
  if (kind === 'detail' || kind === 'attachment') {
    return { ...NOTHING, content: 'document', warnings: [{ code: 'page_not_understood', message }] };
  }
  return { ...NOTHING, failure: { code: 'unreadable', message, retry: false } };
}
