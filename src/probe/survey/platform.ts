import { detections, dialectByKey } from '../../crawlers/platforms/index.ts';
import { listRequestOf } from '../../crawlers/queue/request.ts';
import type { PlatformFinding } from '../findings.ts';
import type { DryStep } from '../visit/dry-step.ts';

/**
 * The family that a channel's first page was recognised as, with what was seen. Where that page is only a frame or a tree of channels, the
 * family of the first list below it that tells.
 */
export function platformOf(first: DryStep, lists: readonly DryStep[]): PlatformFinding {
  const own = recognise(first);
  if (own.key !== 'generic') return own;
  const below = lists.filter(({ queued }) => queued.kind === 'channel').map(recognise);
  const told = below.find(({ key }) => key !== 'generic');
  return told === undefined ? own : { ...told, evidence: told.evidence.map((one) => `${one} (in a channel below)`) };
}

function recognise({ page }: DryStep): PlatformFinding {
  const found = page === null ? undefined : detections(page)[0];
  if (found === undefined) return { key: 'generic', name: 'generic', confidence: 0, evidence: ['no page to judge by'] };
  const { dialect, detection } = found;
  return { key: dialect.key, name: dialect.name, confidence: detection.confidence, evidence: detection.evidence };
}

/** The number of pages that a list claims to have; null where it does not say. */
export function pagesAnnounced({ page, queued }: DryStep): number | null {
  const dialect = dialectByKey(queued.details.hints.platform ?? '');
  if (page === null || dialect === null) return null;
  return dialect.list(page, { channel: queued.channel.url, request: listRequestOf(queued) }).announcedPages ?? null;
}
