import { expect, it } from 'vitest';
import { hostOf, Scope, sameResource } from '../../../src/crawlers/http/scope.ts';

it('a host with a trailing dot is the host without', () => {
  const scope = new Scope(['portal.example.com']);
  expect(scope.refuses('http://www.qx.gov.cn./nb/')).toBeNull();
  expect(scope.refuses('http://portal.example.com./nb/')).toBeNull();
  expect(scope.refuses('http://www.example.com./nb/')).toBe('off_site');
  expect(hostOf('http://www.qx.gov.cn./nb/')).toBe('www.qx.gov.cn:80');
  expect(sameResource('http://www.qx.gov.cn.:8080/nb/')).toBe(sameResource('http://www.qx.gov.cn:8080/nb/index.html'));
});
