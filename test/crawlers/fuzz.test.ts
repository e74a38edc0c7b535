import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { mutated } from '../../generator/mutate.ts';
import { decodeEntity, entityOf, parseHead, splitMessage } from '../../src/archive/http.ts';
import { adHocPortal, ConfigError, DEFAULTS } from '../../src/config/index.ts';
import { loadPortal } from '../../src/config/load.ts';
import { CookieJar } from '../../src/crawlers/http/cookies.ts';
import { Robots } from '../../src/crawlers/http/robots.ts';
import { tolerantHead } from '../../src/crawlers/http/tolerant.ts';
import { planAnswer } from '../../src/crawlers/plan/plan-answer.ts';
import { DIALECTS } from '../../src/crawlers/platforms/index.ts';
import { PortalVisit } from '../../src/crawlers/portal-visit.ts';
import { retryAfterMs } from '../../src/crawlers/queue/back-off.ts';
import { detailsWith } from '../../src/crawlers/queue/request.ts';
import { decode } from '../../src/extract/charset.ts';
import { captureOf } from '../../src/import/warc/capture.ts';
import { whyNoDocument } from '../../src/import/warc/judge.ts';
import { readRecords } from '../../src/import/warc/records.ts';
import { segmentsOf } from '../../src/import/warc/segments.ts';
import { FOLDER, fixturePages } from './platforms/pages.ts';

/** Damaged copies of each kind; `NIANBAO_FUZZ=3000` tries thousands. */
const COPIES = Number(process.env.NIANBAO_FUZZ ?? 200);

interface Kind {
  readonly sources: readonly (readonly [name: string, bytes: Buffer])[];
  /** Reads a damaged copy; throws what a reader must not throw. */
  readonly read: (bytes: Buffer, name: string) => unknown;
}

const ROBOTS =
  'User-agent: *\nDisallow: /admin/*.html$\nAllow: /\nCrawl-delay: 3\nSitemap: http://a.gov.cn/map.xml\n\nUser-agent: nianbao\nDisallow:\n';
const HEAD =
  'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\nSet-Cookie: a=b; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nRetry-After: 120\r\nLocation: /a/../b?c=d#e\r\nRefresh: 0; url=/x\r\n\r\n';
const BODY = gzipSync('<html><body>年报</body></html>');
const MESSAGE = Buffer.concat([
  Buffer.from(`${HEAD}${BODY.length.toString(16)}\r\n`),
  BODY,
  Buffer.from('\r\n0\r\n\r\n'),
]);
const CONFIG =
  'id: example\nname: 示例县\ncode: "410822"\nchannels:\n  - url: https://www.example.gov.cn/nb/\n    title: &t 年报\n  - url: https://www.example.gov.cn/b/\n    title: *t\ninclude: ["年报", "(?<y>20\\\\d\\\\d)"]\nyears: {from: 2019}\nhosts: [files.example.cn:8080]\nfloor: 3\n';
const record = (type: string, block: string): string =>
  `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Target-URI: http://a.gov.cn/1.html\r\nWARC-Date: 2024-01-31T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(block)}\r\n\r\n${block}\r\n\r\n`;
const RECORDS = ['response', 'response', 'request'].map((type) =>
  record(type, 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>政府信息公开工作年度报告</body></html>'),
);

const url = 'http://www.qx.gov.cn/nb/';
const folder = mkdtempSync(join(tmpdir(), 'nianbao-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KINDS: Readonly<Record<string, Kind>> = {
  'pages, scripts and answers of services': {
    sources: DIALECTS.flatMap(({ key }) =>
      fixturePages(key).map(({ file }) => [key, readFileSync(join(FOLDER, key, file))] as const),
    ),
    read: (bytes, platform) => {
      const visit = new PortalVisit({ ...adHocPortal(url), platform }, DEFAULTS);
      const decoded = decode(bytes, {});
      const answer = { url, status: 200, contentType: '', bytes, text: () => decoded.text };
      for (const kind of ['list', 'detail'] as const) {
        const queued = { kind, url, details: detailsWith({ hints: { platform } }) };
        planAnswer(answer, { visit, queued, channel: { url, title: null }, isSeen: () => false });
      }
    },
  },
  'robots.txt': {
    sources: [['robots.txt', Buffer.from(ROBOTS)]],
    read: async (bytes) => {
      const verdict = await new Robots(async () => ({ status: 200, text: bytes.toString('utf8') })).check(
        `${url}a.html`,
      );
      expect(verdict.delayMs).toBeGreaterThanOrEqual(0);
    },
  },
  'answers of servers': {
    sources: [['message', MESSAGE]],
    read: (bytes) => {
      const { head, block } = splitMessage(bytes);
      const { headers } = parseHead(head);
      const cookies = new CookieJar();
      cookies.store({ url, headers });
      cookies.header(url);
      tolerantHead(bytes);
      for (const [, value] of headers) retryAfterMs(value, 0);
      decodeEntity(entityOf(block, headers), headers);
    },
  },
  'portal files': {
    sources: [['example.yaml', Buffer.from(CONFIG)]],
    read: (bytes) => {
      const file = join(folder, 'example.yaml');
      writeFileSync(file, bytes);
      try {
        loadPortal(file);
      } catch (error) {
        if (!(error instanceof ConfigError) || !error.message.includes(file)) throw error;
      }
    },
  },
  'WARC files': {
    sources: [
      ['members.warc.gz', Buffer.concat(RECORDS.map((one) => gzipSync(one)))],
      ['plain.warc', Buffer.from(RECORDS.join(''))],
    ],
    read: async (bytes, name) => {
      const file = join(folder, name);
      writeFileSync(file, bytes);
      for await (const segment of segmentsOf(Buffer.from(file), () => undefined)) {
        for await (const one of readRecords(segment, () => true)) {
          if (one.kind === 'damage') continue;
          const capture = captureOf(one, 0);
          if (typeof capture !== 'string' && capture.kind === 'response')
            whyNoDocument(capture.exchange.payload, { url, contentType: '' });
        }
      }
    },
  },
};

it.each(Object.entries(KINDS))(
  'damaged %s are read or refused, whatever is wrong with them',
  async (_, { sources, read }) => {
    for (let seed = 1; seed <= COPIES; seed++) {
      const [name, bytes] = sources[(seed * 7) % sources.length] ?? ['', Buffer.alloc(0)];
      const broken = await mutated(bytes, seed);
      try {
        await read(broken, name);
      } catch (error) {
        throw new Error(`${name}, seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
    }
  },
  600_000,
);
