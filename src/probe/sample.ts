import { kindOf } from '../crawlers/http/answer.ts';
import { looksLikeReport } from '../crawlers/plan/plan-detail.ts';
import { type Around, type DryStep, type DryWork, newChannelState, takeStep } from './dry-step.ts';
import type { Promised } from './findings.ts';
import { targetOf } from './survey.ts';

/** Opens what a list calls a report, as a crawl would. */
export async function openSample(
  promised: Promised,
  channel: { readonly url: string; readonly title: string | null; readonly platform: string },
  navigation: Around,
): Promise<DryStep> {
  const { url, title, date, organ, kind } = promised;
  const queued: DryWork = {
    kind: 'detail',
    url,
    channel,
    details: {
      title,
      platform: channel.platform,
      ...(date !== null && { date }),
      ...(organ !== null && { organ }),
      ...(kind === 'perhaps' && { unsure: true }),
      ...(kind === 'compilation' && { linksOnly: true }),
    },
  };
  return takeStep(queued, await navigation.visitor.visit(targetOf(queued)), navigation, newChannelState());
}

/** Whether it is a report: a file, a page with a report's sections, or one that carries files. */
export function isReport({ answer, page, plan, failure }: DryStep): boolean {
  if (failure !== null || answer === null || plan.content !== 'document') return false;
  if (kindOf(answer) === 'file') return true;
  return page !== null && (plan.want.length > 0 || looksLikeReport(page, plan.want));
}
