import { createHash } from 'node:crypto';
import type { Answer } from '../http/answer.ts';

/**
 * What pages of one template have in common: the form of their address and the scripts that they load. Two of one shape show the same in
 * the browser, or both do not.
 */
export function pageShape({ url, text }: Pick<Answer, 'url' | 'text'>): string {
  const { host, pathname } = new URL(url);
  const scripts = [...text().matchAll(/<script\b[^>]{0,500}\bsrc\s*=\s*["']?([^"'\s>]{1,300})/gi)].map(([, src = '']) =>
    src.replace(/[?#].*$/, ''),
  );
  const loads = createHash('sha256').update(scripts.sort().join('\n')).digest('hex').slice(0, 12);
  return `${host}${pathname.replace(/\d+/g, '#')} ${loads}`;
}
