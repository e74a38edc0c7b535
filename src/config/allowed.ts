import { configMessages } from './messages.ts';

/** What may stand at each key, in words; positions in lists are left out of a key. */
export type Allowed = Readonly<Record<string, string>>;

/** Of a portal's file. */
export function portalAllowed(): Allowed {
  const { allowed } = configMessages;
  const { address, text, organ, platform, sure, year, expression } = allowed;
  return {
    id: allowed.id,
    name: allowed.name,
    code: allowed.code,
    channels: allowed.channels,
    'channels.url': address,
    'channels.title': text,
    'channels.organ': organ,
    'channels.platform': platform,
    'channels.sure': sure,
    entry: address,
    platform,
    organ,
    delay: allowed.delay,
    concurrency: allowed.concurrency,
    years: allowed.years,
    'years.from': year,
    'years.to': year,
    include: expression,
    exclude: expression,
    floor: allowed.floor,
    legacyTls: allowed.trueOrFalse,
    browser: allowed.browser,
    hosts: allowed.hosts,
    verified: allowed.verified,
    sure,
    note: text,
  };
}

/** Of nianbao.yaml. */
export function globalAllowed(): Allowed {
  const { allowed } = configMessages;
  const { contact, delay, concurrency, parallel, timeout, retries, maxBytes, warcBytes, browser, hook, fromOne } =
    allowed;
  return {
    contact,
    delay,
    concurrency,
    parallel,
    timeout,
    retries,
    maxBytes,
    maxPages: fromOne,
    maxRequests: fromOne,
    warcBytes,
    browser,
    hook,
  };
}
