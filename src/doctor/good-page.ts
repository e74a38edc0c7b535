import { join } from 'node:path';
import { header } from '../archive/exchange.ts';
import { readRecord } from '../archive/read.ts';
import { isHeavy } from '../crawlers/http/weight.ts';
import { detectDialect } from '../crawlers/platforms/index.ts';
import { makePage } from '../crawlers/platforms/page/dom.ts';
import { decode } from '../extract/charset.ts';
import { payloadPlace } from '../store/payloads.ts';
import type { Store } from '../store/store.ts';

/** A channel's first page as the archive holds it. */
export interface GoodPage {
  /** Final address. */
  readonly url: string;
  readonly platform: string;
  readonly evidence: readonly string[];
}

/** The page that a channel showed in a run or the last one before, looked at with today's dialects; null where the archive lacks it. */
export function lastGoodPage(store: Store, channelId: number, runId: number): GoodPage | null {
  const capture = store.get<{ url: string; payloadId: number }>(
    `SELECT capture.url, capture.payload_id AS payloadId FROM capture JOIN request ON request.id = capture.request_id
     WHERE request.channel_id = ? AND request.kind = 'channel' AND capture.run_id <= ? AND capture.payload_id IS NOT NULL
     ORDER BY capture.id DESC LIMIT 1`,
    channelId,
    runId,
  );
  const place = capture === undefined ? null : payloadPlace(store, capture.payloadId);
  if (capture === undefined || place === null) return null;
  try {
    const { payload, http } = readRecord(join(store.dataDir, place.file), place.offset, place.length);
    // Each look would cost as much as its crawl did, and is for a comparison only.
    if (isHeavy(payload)) return null;
    const type = http === null ? null : header(http, 'content-type');
    const { text } = decode(payload, type === null ? {} : { header: type });
    const { dialect, detection } = detectDialect(makePage({ url: capture.url, text }));
    return { url: capture.url, platform: dialect.key, evidence: detection.evidence };
  } catch {
    // A file that was moved away or damaged: the database still has its numbers.
    return null;
  }
}
