/** The text as an http or https address, or null. (`URL.parse` is missing from early releases of Node 20.) */
export function httpAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
