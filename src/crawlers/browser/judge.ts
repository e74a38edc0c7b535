import { type Exchange, header } from '../../archive/exchange.ts';
import type { Answer } from '../http/answer.ts';
import { kindOf, pageOf } from '../http/answer.ts';
import { findChallenge } from '../http/challenge.ts';
import { isText, textOf } from '../http/navigate.ts';
import type { Plan } from '../plan/plan.ts';
import { looksLikeReport } from '../plan/plan-detail.ts';
import { showsMadeFile } from './made-files.ts';
import type { BrowserNeed } from './need.ts';
import type { Showing } from './visit.ts';
import { countWords } from './words.ts';

export interface JudgeTask {
  readonly need: BrowserNeed;
  /** What would follow from an answer. */
  readonly plan: (answer: Answer) => Plan;
  /** Documents that the page's scripts have loaded so far. */
  readonly files: () => readonly Exchange[];
}

export interface Judged {
  readonly showing: Showing;
  readonly plan: Plan;
  /** The page after its scripts, where they made the content; null: the document's own text says all. */
  readonly rendered: Answer | null;
}

/** Links that a page behind a challenge must show where none of them is a report. */
const LEAST_LINKS = 10;

/** The positive check: the answer is a success, no challenge, and something follows from it. Null where it does not hold. */
export function judge(document: Exchange, html: string, task: JudgeTask): Judged | null {
  if (document.status !== 200) return null;
  const asSent = answerFrom(document);
  if (!isText(document)) return { showing: 'content', plan: task.plan(asSent), rendered: null };
  // As the page stands now: some protections leave their marks in every page that they let through.
  if (findChallenge(document, html) !== null) return null;
  return task.need === 'challenge' ? behindChallenge(asSent, html, task) : afterScripts(asSent, html, task);
}

function behindChallenge(asSent: Answer, html: string, task: JudgeTask): Judged | null {
  const plain = task.plan(asSent);
  if (leadsOn(plain)) return { showing: 'content', plan: plain, rendered: null };
  const rendered = renderedAnswer(asSent, html);
  const plan = task.plan(rendered);
  if (leadsOn(plan)) return { showing: 'content', plan, rendered };
  const links = html.match(/<a\b[^>]*\bhref=/gi)?.length ?? 0;
  return plan.failure === undefined && links >= LEAST_LINKS
    ? { showing: 'content', plan: plain, rendered: null }
    : null;
}

/** The frame of a page often stands before its list or its report does. */
function afterScripts(asSent: Answer, html: string, task: JudgeTask): Judged | null {
  const rendered = renderedAnswer(asSent, html);
  const plan = task.plan(rendered);
  if (plan.requests.length > 0 || plan.asChannel !== undefined || task.files().length > 0 || showsMadeFile(html))
    return { showing: 'content', plan, rendered };
  if (!leadsOn(plan)) return null;
  if (plan.content === 'document' && looksLikeReport(pageOf(rendered), []))
    return { showing: 'content', plan, rendered };
  const isMore = plan.channels.length > 0 || countWords(rendered) > countWords(asSent);
  return isMore ? { showing: 'something', plan, rendered } : null;
}

function leadsOn({ requests, channels, content, failure, asChannel }: Plan): boolean {
  return (
    failure === undefined &&
    (requests.length > 0 || channels.length > 0 || content === 'document' || asChannel !== undefined)
  );
}

/** Whether an answer is a document of its own: what a viewer's script loads and draws. */
export function isFile(exchange: Exchange): boolean {
  if (exchange.status !== 200 || exchange.method !== 'GET' || exchange.payload.length === 0) return false;
  const { contentType, bytes } = answerFrom(exchange);
  // A file by its content; fonts, programs and pictures of the page's own are none.
  return kindOf({ contentType: 'application/octet-stream', bytes }) === 'file' && isDocumentStart(bytes, contentType);
}

function isDocumentStart(bytes: Buffer, contentType: string): boolean {
  if (/font|wasm|image|audio|video/i.test(contentType)) return false;
  return /^(?:%PDF|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|Rar!)/.test(bytes.toString('latin1', 0, 8));
}

function answerFrom(exchange: Exchange): Answer {
  const contentType = header(exchange, 'content-type') ?? '';
  return {
    url: exchange.url,
    status: exchange.status,
    contentType,
    bytes: exchange.payload,
    text: () => textOf(exchange),
  };
}

const renderedAnswer = ({ url }: Answer, html: string): Answer => htmlAnswer(url, html);

/** A page as it stands in the browser. */
export function htmlAnswer(url: string, html: string): Answer {
  return {
    url,
    status: 200,
    contentType: 'text/html; charset=utf-8',
    bytes: Buffer.from(html, 'utf8'),
    text: () => html,
  };
}
