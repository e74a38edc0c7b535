import { sha256Of } from '../../archive/sha256.ts';
import { type DecodedText, decode } from '../../extract/charset.ts';
import type { ReadHints } from '../../extract/formats/reader.ts';
import { pack } from '../../ingest/crossing.ts';
import { readGiven } from '../../ingest/read-job.ts';
import { messageOf } from '../../message-of.ts';
import { wantsScripts } from '../browser/need.ts';
import type { Answer } from '../http/answer.ts';
import { isHeavy } from '../http/weight.ts';
import { notUnderstood } from '../plan/not-understood.ts';
import type { Plan } from '../plan/plan.ts';
import { type AnswerTask, planAnswer } from '../plan/plan-answer.ts';
import { type PageAnswer, type PageJob, unpackPortal } from './job.ts';

/** The plan asks what the visit has seen before, which only the process that holds the run knows. */
class HistoryNeeded extends Error {}

/**
 * What follows from a page, and what it says where it is a report: decoded once for both. Null where its plan asks for what was not sent, and
 * where it came with others that it would hold up.
 */
export async function takeApart(job: PageJob): Promise<PageAnswer | null> {
  const page = new SentPage(job);
  if (job.seen === null && isHeavy(page.bytes)) return null;
  try {
    const plan = planOf(page, job);
    // So much as a heavy page is no empty frame that scripts would fill.
    const lacks = job.seen === null && wantsScripts(job.queued, plan, page);
    const isReport = plan.content === 'document' && plan.failure === undefined && !lacks;
    return {
      plan,
      wantsScripts: lacks,
      reading: isReport && job.reading !== null ? await read(page, job.reading) : null,
    };
  } catch (error) {
    if (error instanceof HistoryNeeded) return null;
    throw error;
  }
}

class SentPage implements Answer {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly #label: string | undefined;
  #decoded: DecodedText | undefined;

  constructor({ answer: { url, status, contentType, bytes }, reading }: PageJob) {
    this.url = url;
    this.status = status;
    this.contentType = contentType;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // As its reader would decode it, where it is read.
    this.#label = reading === null ? contentType || undefined : reading.charset;
  }

  decoded(): DecodedText {
    this.#decoded ??= decode(this.bytes, this.#label === undefined ? {} : { header: this.#label });
    return this.#decoded;
  }

  text(): string {
    return this.decoded().text;
  }

  charset(): string {
    return this.decoded().charset;
  }
}

function planOf(page: Answer, { portal, queued, channel, seen }: PageJob): Plan {
  const known = seen === null ? null : new Set(seen);
  const isSeen: AnswerTask['isSeen'] = (url) => {
    if (known === null) throw new HistoryNeeded();
    return known.has(url);
  };
  try {
    return planAnswer(page, { visit: unpackPortal(portal), queued, channel, isSeen });
  } catch (error) {
    if (error instanceof HistoryNeeded) throw error;
    return notUnderstood(queued.kind, messageOf(error));
  }
}

async function read(page: SentPage, hints: ReadHints): Promise<PageAnswer['reading']> {
  const decoded: ReadHints['decoded'] = (bytes) => (bytes === page.bytes ? page.decoded() : null);
  const result = await readGiven(page.bytes, { ...hints, decoded });
  const sha256 = result.kind === 'document' ? result.sha256 : sha256Of(page.bytes);
  return { sha256, result: pack(result) };
}
