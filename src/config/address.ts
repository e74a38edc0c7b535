/** What is wrong with an address that `httpAddress` refuses, in words. */
export function addressFault(text: string): string {
  if (!/^https?:/i.test(text)) return 'only http:// and https:// addresses can be visited';
  const port = /^https?:\/\/[^/?#]{0,300}:(\d{1,20})(?:[/?#]|$)/i.exec(text)?.[1];
  if (port !== undefined && Number(port) > 65_535) return `port ${port} is out of range: ports go up to 65535`;
  return 'no address: the host’s name or something after it is not as it must be';
}

/** The text as an http or https address, or null. (`URL.parse` is missing from early releases of Node 20.) */
export function httpAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
