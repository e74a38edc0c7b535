import type { FailureCode } from '../../crawlers/reasons.ts';

const HOME_NAMES = ['index.html', 'index.shtml', 'index.htm', 'index.jsp'];

/**
 * Where else a portal's home page may be, by how the given address failed: many county hosts answer over http only, some over https only;
 * some have nothing at their root.
 */
export function otherStarts(url: string, failures: readonly { readonly code: FailureCode }[]): string[] {
  const failed = (code: FailureCode): boolean => failures.some((one) => one.code === code);
  if (failed('unreachable'))
    return [/^https:/i.test(url) ? url.replace(/^https/i, 'http') : url.replace(/^http/i, 'https')];
  const isRoot = new URL(url).pathname === '/';
  return failed('not_found') && isRoot ? HOME_NAMES.map((name) => new URL(name, url).href) : [];
}
