import type { ListRequest } from '../../crawlers/platforms/dialect.ts';

/**
 * The request for page `page`, from those for two pages in a row: the numbers that differ between them go on in the same steps (a page
 * number, record numbers, `x/230.htm` that counts down). Null where they differ in anything else.
 */
export function extrapolate(one: ListRequest, next: ListRequest, page: number): ListRequest | null {
  const steps = page - next.page;
  const url = goOn(one.url, next.url, steps);
  const body = goOn(one.body ?? '', next.body ?? '', steps);
  if (url === null || body === null || (url === next.url && body === (next.body ?? ''))) return null;
  const { size } = next.state ?? {};
  const state = typeof size === 'number' ? { ...next.state, seen: size * (page - 1) } : next.state;
  return { ...next, url, page, body: next.body === undefined ? undefined : body, state };
}

function goOn(one: string, next: string, steps: number): string | null {
  const [a, b] = [parts(one), parts(next)];
  if (a.length !== b.length) return null;
  const result = b.map((part, index) => {
    const before = a[index] ?? '';
    if (part === before) return part;
    // Hashes and ids that change from page to page are no counters.
    if (!/^\d{1,6}$/.test(part) || !/^\d{1,6}$/.test(before)) return null;
    const number = Number(part) + (Number(part) - Number(before)) * steps;
    return number < 0 ? null : String(number);
  });
  return result.includes(null) ? null : result.join('');
}

const parts = (text: string): string[] => text.split(/(\d+)/);
