/** What a portal is found to be. A closed list, the mildest first; a portal is as ill as the worst of its channels. */
export const VERDICTS = {
  healthy: 'its channels list reports as they did in the last good crawl',
  incomplete: 'its channels list reports, but the last crawl did not read a list to its end, or cannot tell',
  unknown: 'never crawled, or without a channel: nothing to judge by',
  empty: 'the channel answers, and lists no report',
  redesigned: 'the channel answers, but in another form: other system, other titles, far fewer rows',
  moved: 'the channel is not at its address any more',
  blocked: 'the host refuses us: 403, challenge page, CAPTCHA, throttling, robots.txt',
  unreachable: 'no usable answer: DNS, connection, time-out, server error',
} as const;
export type Verdict = keyof typeof VERDICTS;

const ORDER = Object.keys(VERDICTS) as readonly Verdict[];

/** The gravest of them; healthy where there are none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'healthy');
}
