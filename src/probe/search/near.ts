/**
 * The site that a host is part of: `bjdx.gov.cn` for `zwgk.bjdx.gov.cn`. Outside .gov.cn, where no rule tells, the host itself.
 */
export function siteOf(url: string): string {
  const host = addressOf(url);
  return /[^.]+\.gov\.cn$/.exec(host)?.[0] ?? host;
}

/** Name and port, the same for http and https. */
export function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return port === '' ? hostname : `${hostname}:${port}`;
}
