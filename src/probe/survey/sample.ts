import { kindOf } from '../../crawlers/http/answer.ts';
import { looksLikeReport } from '../../crawlers/plan/plan-detail.ts';
import { detailsWith } from '../../crawlers/queue/request.ts';
import type { Promised } from '../findings.ts';
import { type DryRequest, type DryStep, newChannelState, type ProbeContext, takeStep } from '../visit/dry-step.ts';

/** Opens what a list calls a report, as a crawl would. */
export async function openSample(
  promised: Promised,
  channel: { readonly url: string; readonly title: string | null; readonly platform: string },
  navigation: ProbeContext,
): Promise<DryStep> {
  const { url, title, date, organ, kind } = promised;
  const queued: DryRequest = {
    kind: 'detail',
    url,
    channel,
    details: detailsWith({
      hints: {
        title,
        platform: channel.platform,
        date: date ?? undefined,
        organ: organ ?? undefined,
        inferred: kind === 'perhaps',
        linksOnly: kind === 'compilation',
      },
    }),
  };
  return takeStep(queued, await navigation.visitor.visit(queued), navigation, newChannelState());
}

/** Whether it is a report: a file, a page with a report's sections, or one that carries files. */
export function isReport({ answer, page, plan, failure }: DryStep): boolean {
  if (failure !== null || answer === null || plan.content !== 'document') return false;
  if (kindOf(answer) === 'file') return true;
  return page !== null && (plan.requests.length > 0 || looksLikeReport(page, plan.requests));
}
