import { sameResource } from '../crawlers/http/scope.ts';
import { FAILURE_VERDICTS } from './failure-verdict.ts';
import type { ChannelNow } from './look.ts';
import type { ChannelBefore, ChannelLast } from './memory.ts';
import type { Verdict } from './verdicts.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence: what speaks for it. */
  readonly because: string;
}

/** Fewer rows than this share of the last good crawl's, in a list read to its end, is no growth or tidying up. */
const SHRUNK = 0.5;

/** A channel as it is now, against the last good crawl (null: there was none). */
export function judgeNow(url: string, now: ChannelNow, before: ChannelBefore | null): Judgement {
  const { failure, challenge } = now;
  if (challenge !== null) return { verdict: 'blocked', because: refusal(challenge) };
  if (failure !== null)
    return { verdict: FAILURE_VERDICTS[failure.code], because: `${failure.code}: ${failure.message}` };
  const elsewhere = movedTo(url, now, before);
  if (elsewhere !== null) return { verdict: 'moved', because: elsewhere };
  if (now.reports === 0 && now.channels === 0) return judgeNothing(now, before);
  const rows = before?.items ?? 0;
  if (now.complete && now.rows < rows * SHRUNK) {
    return { verdict: 'redesigned', because: `the list has ${now.rows} rows, ${rows} in the last good crawl` };
  }
  return { verdict: 'healthy', because: `the list names ${now.reports} reports on the pages that were read` };
}

function refusal({ name, browserPasses }: { name: string; browserPasses: boolean }): string {
  return `a challenge page (${name})${browserPasses ? ', which an ordinary browser passes by itself' : ', which wants a person'}`;
}

/** The address leads to another page than it did in the last good crawl; in words, or null. */
function movedTo(url: string, { finalUrl }: ChannelNow, before: ChannelBefore | null): string | null {
  if (finalUrl === null) return null;
  const expected = [url, before?.finalUrl ?? url].map(pathOf);
  const at = pathOf(finalUrl);
  if (expected.includes(at)) return null;
  return at === '/' ? 'the address answers with the home page' : `the address leads to ${finalUrl}`;
}

/** Without scheme and host: a portal that moves to https or another name takes its paths along. */
function pathOf(url: string): string {
  const resource = sameResource(url);
  return resource.slice(resource.indexOf('/')).replace(/(?<=.)\/$/, '');
}

function judgeNothing(now: ChannelNow, before: ChannelBefore | null): Judgement {
  const is = now.platform?.key ?? null;
  const was = before?.platform ?? null;
  if (was !== null && is !== null && was !== is)
    return { verdict: 'redesigned', because: `was ${was}, is ${is}, and no report is recognised` };
  if (now.listTrouble !== null && now.rows === 0) {
    const { code, url, message } = now.listTrouble;
    // The channel is there; the service that its list comes from is not.
    const verdict = FAILURE_VERDICTS[code] === 'moved' ? 'redesigned' : FAILURE_VERDICTS[code];
    return { verdict, because: `the list comes from ${url}, which failed: ${code}: ${message}` };
  }
  if (now.rows > 0 && before !== null) {
    return { verdict: 'redesigned', because: `the list has ${now.rows} rows, but none has the title of a report` };
  }
  return {
    verdict: 'empty',
    because: now.rows === 0 ? 'the list has no rows' : `none of ${now.rows} rows is a report`,
  };
}

function judgeNoRows({ platform, failure, message }: ChannelLast, before: ChannelBefore | null): Judgement {
  // Where the channel's own page failed, the platform is still the old one; a new one's list may fail because it is new to us.
  if (before?.platform != null && platform !== null && before.platform !== platform)
    return { verdict: 'redesigned', because: `was ${before.platform}, is ${platform}, and no row was read` };
  if (failure !== null) return { verdict: FAILURE_VERDICTS[failure], because: `${failure}: ${message ?? ''}` };
  return { verdict: 'empty', because: 'the last crawl read no rows' };
}

/** A healthy channel whose list was not read to its end in the last crawl, or of which nothing tells. */
export function withCompleteness(judged: Judgement, last: ChannelLast | null): Judgement {
  if (judged.verdict !== 'healthy' || last === null || last.completeness === null || last.completeness === 'complete')
    return judged;
  return { verdict: 'incomplete', because: `${last.completeness}: ${last.completenessEvidence ?? ''}` };
}

/** More failures than this share of a channel's pages speak of the host, not of the pages. */
const MANY_FAILED = 0.5;

/** A channel by its last visit alone, against the last good one. */
export function judgeLast(last: ChannelLast, before: ChannelBefore | null): Judgement {
  if (last.items === 0) return judgeNoRows(last, before);
  const failures = Object.entries(last.failed).sort(([, a], [, b]) => b - a);
  const failed = failures.reduce((sum, [, n]) => sum + n, 0);
  const [first] = failures;
  if (first !== undefined && failed > (failed + last.done) * MANY_FAILED) {
    const [failure, count] = first as [keyof typeof FAILURE_VERDICTS, number];
    const verdict = FAILURE_VERDICTS[failure];
    return { verdict, because: `${failed} of ${failed + last.done} pages failed, ${count} of them: ${failure}` };
  }
  if (before !== null && last.items < before.items * SHRUNK) {
    return { verdict: 'redesigned', because: `${last.items} rows were read, ${before.items} in the last good crawl` };
  }
  return { verdict: 'healthy', because: `${last.items} rows were read in the last crawl` };
}
