/** Entry of the process that takes heavy pages apart. */
import { decode } from '../../../extract/charset.ts';
import { serve } from '../../../ingest/serve.ts';
import { messageOf } from '../../../message-of.ts';
import { PortalVisit } from '../../portal-visit.ts';
import { notUnderstood } from '../not-understood.ts';
import type { Plan } from '../plan.ts';
import { planAnswer } from '../plan-answer.ts';
import type { PageJob } from './job.ts';

function plan({ answer, portal, queued, channel, seen }: PageJob): Plan {
  const { contentType } = answer;
  const bytes = Buffer.from(answer.bytes);
  const known = new Set(seen);
  const decoded = decode(bytes, contentType === '' ? {} : { header: contentType });
  const visit = new PortalVisit(portal.config, portal.settings);
  try {
    return planAnswer(
      { ...answer, bytes, text: () => decoded.text, charset: () => decoded.charset },
      { visit, queued, channel, isSeen: (url) => known.has(url) },
    );
  } catch (error) {
    return notUnderstood(queued.kind, messageOf(error));
  }
}

serve(plan);
