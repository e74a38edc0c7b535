/** Names under which systems hang a session or a random number to links, and nothing else. */
const SURE =
  'j?session_?id|phpsessid|aspsessionid\\w*|cfid|cftoken|(?:access_?)?token|csrf\\w*|timestamp|rand(?:om)?|rnd|nonce|no_?cache';

/** Such names that are real keys elsewhere (a site, a topic, a version): what they hold decides. */
const LIKELY = 'sid|_?t|ts|times?|tm|r|rd|_|[ug]uid|sign|v';

const VOLATILE = new RegExp(`^(?:${SURE}|${LIKELY})$`, 'i');

/** Long hexadecimal or mixed words, moments in seconds or milliseconds, fractions: nothing that a person numbers articles with. */
const RANDOM =
  /^(?:[0-9a-f]{8,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|1\d{9}|1\d{12}|0?\.\d{6,}|(?=.*\d)(?=.*[a-z])[\w-]{16,})$/i;

/** A parameter within markup, where an ampersand may be written as an entity. */
const parameter = (names: string): RegExp => new RegExp(`([?&](?:amp;)?(?:${names})=)([^"'&#\\s>]*)`, 'gi');
const SURE_PARAMETER = parameter(SURE);
const LIKELY_PARAMETER = parameter(LIKELY);

/** Markup with the values of its links' tokens left out: the same for the same rows, however often they are shown. */
export const withoutTokens = (html: string): string =>
  html
    .replace(SURE_PARAMETER, '$1')
    .replace(LIKELY_PARAMETER, (whole, name: string, value: string) => (RANDOM.test(value) ? name : whole));

/**
 * What makes an address of a list the same resource when its page is asked for again: without the parameters that carry a session. Told by
 * the page's own links: a parameter counts as one where its name and all its values look so, and no two links become one without it.
 */
export function identitiesOf(urls: readonly string[]): (url: string) => string {
  const queries = [...new Set(urls)].map((url) => new URL(url)).filter(({ search }) => search !== '');
  const names = new Set(queries.flatMap(({ searchParams }) => [...searchParams.keys()]));
  const volatile = [...names].filter((name) => VOLATILE.test(name) && isVolatile(name, queries));
  return volatile.length === 0 ? (url) => url : (url) => without(url, volatile);
}

function isVolatile(name: string, queries: readonly URL[]): boolean {
  const bearing = queries.filter(({ searchParams }) => searchParams.has(name));
  if (!bearing.every(({ searchParams }) => searchParams.getAll(name).every((value) => RANDOM.test(value))))
    return false;
  return new Set(bearing.map(({ href }) => without(href, [name]))).size === bearing.length;
}

function without(address: string, names: readonly string[]): string {
  const url = new URL(address);
  if (names.every((name) => !url.searchParams.has(name))) return address;
  for (const name of names) url.searchParams.delete(name);
  return url.href;
}
