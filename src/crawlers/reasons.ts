/** Why a URL was seen and not kept. A closed list, documented in docs/schema.md: each URL that a crawl leaves has exactly one of these. */
export const SKIP_REASONS = {
  not_a_report: 'the link text is no annual report (navigation, news, other channels)',
  interpretation: 'an interpretation of a report (解读, 图解, 一图读懂)',
  guide: 'a guide, regulation, notice or catalogue (指南, 目录, 通知, 办法)',
  summary: 'a compilation of several organs (汇总, 一览), visited for its links only',
  website_report: 'an annual report of another kind (政府网站工作年度报表, 法治政府建设, 部门决算)',
  year_out_of_range: "outside the portal's configured years",
  title_excluded: "excluded by the portal's title filters",
  off_site: "neither under .gov.cn nor one of the config's hosts",
  private_address: 'a loopback or private address that was not allowed',
  unsupported_scheme: 'not http or https',
  robots: 'disallowed by robots.txt',
  duplicate: 'the same resource under another address',
  page_limit: 'beyond the greatest number of list pages or requests',
  wrong_channel: 'a guessed page address that answered with another channel',
  not_an_attachment: 'a file beside the report that is none of its documents (logo, player, template)',
} as const;
export type SkipReason = keyof typeof SKIP_REASONS;

/** How a request ended when it brought nothing. A closed list: what happens next depends on it. */
export const FAILURES = {
  not_found: 'the server says that the page is not there (404, 410)',
  refused: 'the host refuses us (401, 403, challenge page, CAPTCHA)',
  throttled: 'the host asked to slow down until the retries were used up (429, 503)',
  server_error: 'the server failed (5xx) until the retries were used up',
  unreachable: 'no connection: DNS, refused, reset, TLS',
  timeout: 'no answer, or an endless one, within the time limit',
  too_large: 'the body is over the size limit; what came is archived',
  redirect_loop: 'more redirects than allowed, or in a circle',
  redirect_off_site: 'redirected, or sent at once, to a host or an address that is not allowed',
  soft_error: 'status 200 with an error, throttle or index page in place of the content',
  file_missing: 'the page names a file (见附件) that was not found on it',
  robots: 'disallowed by robots.txt',
  unreadable: 'archived, but no reader could read it',
  other_shard: 'the host belongs to another shard: nianbao shards rebalance brings them together',
} as const;
export type FailureCode = keyof typeof FAILURES;

/** Why a channel's list was not followed further. A closed list. */
export const STOP_REASONS = {
  last_page: 'the page itself says that it is the last',
  no_new_items: 'a page gave no address that was not seen before',
  empty_page: 'a page without items',
  page_gone: 'the next page answered 404 or with another channel',
  page_limit: "the portal's greatest number of list pages",
  year_range: 'all further items are older than the configured years',
  failed: 'a list page failed; see the request',
  single_page: 'the list has one page',
  off_site: "what follows is on a host that is none of the portal's",
} as const;
export type StopReason = keyof typeof STOP_REASONS;

/** Whether a channel's list was read to its end in the last visit. A closed list. */
export const COMPLETENESS = {
  complete: 'the announced total was reached, or the last page proved to be the last',
  incomplete: 'the list goes on (a control, page numbers, a total), and what follows was not reached',
  unknown: 'nothing tells whether the list was read to its end',
} as const;
export type Completeness = keyof typeof COMPLETENESS;
