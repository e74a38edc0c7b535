import { expect, test } from 'vitest';
import { Robots, type RobotsAnswer } from '../../src/crawlers/http/robots.ts';

function answering(...answers: RobotsAnswer[]) {
  const asked: string[] = [];
  const robots = new Robots(async (url) => {
    asked.push(url);
    return answers[Math.min(asked.length, answers.length) - 1] ?? { status: 404, text: '' };
  });
  return { robots, asked };
}

test('rules for all and for us, and a pause', async () => {
  const { robots, asked } = answering({
    status: 200,
    text: 'User-agent: *\nDisallow: /\n\nUser-agent: nianbao\nDisallow: /admin/\nCrawl-delay: 3\n',
  });
  expect(robots.isKnown('http://a.gov.cn/')).toBe(false);
  expect(await robots.check('http://a.gov.cn/nb/')).toEqual({ allowed: true, delayMs: 3000, unavailable: null });
  expect((await robots.check('http://a.gov.cn/admin/x')).allowed).toBe(false);
  expect(robots.isKnown('http://a.gov.cn/')).toBe(true);
  await robots.check('http://a.gov.cn:8080/');
  expect(asked).toEqual(['http://a.gov.cn/robots.txt', 'http://a.gov.cn:8080/robots.txt']);
});

test('an hour between two requests is more than we wait', async () => {
  const { robots } = answering({ status: 200, text: 'User-agent: *\nCrawl-delay: 3600' });
  expect((await robots.check('http://a.gov.cn/')).delayMs).toBe(30_000);
});

test.each([
  ['404', { status: 404, text: 'Disallow: /' }],
  ['403', { status: 403, text: '' }],
  ['the home page in its place', { status: 200, text: '<!DOCTYPE html><html>User-agent: *\nDisallow: /' }],
  ['nothing', { status: 200, text: '' }],
])('%s forbids nothing', async (_, answer) => {
  expect((await answering(answer).robots.check('http://a.gov.cn/x')).allowed).toBe(true);
});

test('a server that fails forbids all for now, and is asked again', async () => {
  const { robots, asked } = answering(
    { status: 503, text: '' },
    { code: 'timeout', message: 'slow', retry: true },
    { status: 200, text: '' },
  );
  expect((await robots.check('http://a.gov.cn/x')).unavailable?.code).toBe('server_error');
  expect((await robots.check('http://a.gov.cn/x')).unavailable).toEqual({
    code: 'timeout',
    message: 'robots.txt: slow',
    retry: true,
  });
  expect((await robots.check('http://a.gov.cn/x')).allowed).toBe(true);
  expect(asked).toHaveLength(3);
});
