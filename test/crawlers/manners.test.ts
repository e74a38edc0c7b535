import { describe, expect, test } from 'vitest';
import { CookieJar } from '../../src/crawlers/http/cookies.ts';
import { hostOf, normaliseUrl, requestKey, Scope, sameResource } from '../../src/crawlers/http/scope.ts';
import { pathPrefixes, sharesPrefix } from '../../src/crawlers/plan/prefixes.ts';
import { backOffMs, retryAfterMs } from '../../src/crawlers/queue/back-off.ts';

describe('waiting', () => {
  const now = Date.parse('2026-01-31T00:00:00Z');
  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sat, 31 Jan 2026 00:01:00 GMT', 60_000],
    ['Sat, 31 Jan 2025 00:01:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    [null, null],
  ])('Retry-After %s', (value, expected) => expect(retryAfterMs(value, now)).toBe(expected));

  test('back-off doubles, scatters and ends', () => {
    expect([1, 2, 3].map((failures) => backOffMs(failures, 1000, () => 0))).toEqual([1000, 2000, 4000]);
    expect(backOffMs(2, 1000, () => 1)).toBe(3000);
    expect(backOffMs(60, 1000, () => 0)).toBe(300_000);
  });
});

describe('addresses', () => {
  test.each([
    ['http://a.gov.cn', 'http://a.gov.cn/'],
    ['http://A.gov.cn:80/x%e5#y', 'http://a.gov.cn/x%E5'],
    ['http://a.gov.cn/x;jsessionid=1F?y=1', 'http://a.gov.cn/x?y=1'],
    ['http://u:p@a.gov.cn//x?', 'http://a.gov.cn/x'],
    ['http://a.gov.cn/年报.html', 'http://a.gov.cn/%E5%B9%B4%E6%8A%A5.html'],
  ])('%s', (address, expected) => expect(normaliseUrl(address)).toBe(expected));

  test('one resource, one key; other parameters and bodies are others', () => {
    expect(sameResource('https://a.gov.cn/nb/index.html')).toBe(sameResource('http://a.gov.cn/nb/'));
    expect(sameResource('http://a.gov.cn/nb/?page=2')).not.toBe(sameResource('http://a.gov.cn/nb/'));
    const key = (body?: string) => requestKey({ portal: 'p', kind: 'list', method: 'POST', url: 'http://a/', body });
    expect(key('page=1')).not.toBe(key('page=2'));
    expect(key('page=1')).toBe(key('page=1'));
  });

  test('a host is a name and a port', () => {
    expect(hostOf('https://a.gov.cn/x')).toBe('a.gov.cn:443');
    expect(hostOf('http://a.gov.cn:8080/x')).toBe('a.gov.cn:8080');
  });

  test.each([
    ['http://www.x.gov.cn/', null],
    ['https://gov.cn/', null],
    ['http://files.example.cn/a', null],
    ['http://port.example.cn:8080/a', null],
    ['http://port.example.cn/a', 'off_site'],
    ['http://x.gov.cn.evil.com/', 'off_site'],
    ['http://notgov.cn/', 'off_site'],
    ['ftp://x.gov.cn/', 'unsupported_scheme'],
    ['javascript:void(0)', 'unsupported_scheme'],
  ])('%s in scope: %s', (url, refused) => {
    expect(new Scope(['files.example.cn', 'port.example.cn:8080']).refuses(url)).toBe(refused);
  });
});

describe('where the rows of a list live', () => {
  const items = (...urls: string[]) => urls.map((url) => ({ url, title: 't' }));
  test('dates, numbers and hashes vary, folders do not', () => {
    const first = items(
      'http://a.gov.cn/nb/202401/t20240131_1.html',
      'http://a.gov.cn/nb/2023-01/31/2.html',
      'http://a.gov.cn/nb/0123456789abcdef0123456789abcdef/c.html',
    );
    expect(pathPrefixes(first)).toEqual(['a.gov.cn/nb']);
    expect(sharesPrefix(items('http://a.gov.cn/nb/202301/t20230131_9.html'), ['a.gov.cn/nb'])).toBe(true);
    expect(sharesPrefix(items('http://a.gov.cn/tzgg/202301/1.html'), ['a.gov.cn/nb'])).toBe(false);
    expect(sharesPrefix(items('http://a.gov.cn/x/1.html'), [])).toBe(true);
  });
});

describe('cookies', () => {
  const setting = (...lines: string[]) => ({
    url: 'http://a.gov.cn/x',
    headers: lines.map((line) => ['set-cookie', line] as const),
  });
  test('go back to the host that set them, until they are taken away', () => {
    const jar = new CookieJar();
    expect(jar.header('http://a.gov.cn/')).toBeNull();
    jar.store(setting('sid=1; Path=/; HttpOnly', 'b=2; Domain=.a.gov.cn', 'c=3; Path=/x', 'd=4; Domain=.gov.cn'));
    expect(jar.header('http://a.gov.cn/y')).toBe('sid=1; b=2');
    expect(jar.header('http://b.gov.cn/')).toBeNull();
    expect(jar.header('http://www.a.gov.cn/x/')).toBe('b=2');
    jar.store(setting('sid=; Max-Age=0', 'b=3; Domain=.a.gov.cn; Expires=Thu, 01 Jan 1970 00:00:00 GMT'));
    expect(jar.header('http://a.gov.cn/')).toBeNull();
  });
  test('neither broken nor endless ones are kept', () => {
    const jar = new CookieJar();
    jar.store(setting('nonsense', '=x', `big=${'x'.repeat(5000)}`, ...Array.from({ length: 80 }, (_, n) => `c${n}=1`)));
    expect(jar.header('http://a.gov.cn/')?.split('; ')).toHaveLength(50);
  });
});
