import { configMessages } from './messages.ts';

/** What is wrong with an address that `httpAddress` refuses, in words. */
export function addressFault(text: string): string {
  if (!/^https?:/i.test(text)) return configMessages.notHttp;
  return portFault(text) ?? configMessages.noAddress;
}

/** That its port is out of range; null where it is not. */
export function portFault(text: string): string | null {
  const port = /^https?:\/\/[^/?#]{0,300}:(\d{1,20})(?:[/?#]|$)/i.exec(text)?.[1];
  return port !== undefined && Number(port) > 65_535 ? configMessages.portRange(port) : null;
}

/** The text as an http or https address, or null. (`URL.parse` is missing from early releases of Node 20.) */
export function httpAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
