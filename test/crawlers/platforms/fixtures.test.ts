import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/crawlers/platforms/dialect.ts';
import { DIALECTS, detections } from '../../../src/crawlers/platforms/index.ts';
import { type FixturePage, FOLDER, fixturePages, loadPage } from './pages.ts';

describe.each(DIALECTS)('$key', (dialect) => {
  it('has a channel and an article among its fixture pages', () => {
    const kinds = fixturePages(dialect.key).map(({ kind }) => kind);
    expect(kinds, `${FOLDER}${dialect.key}/pages.json`).toEqual(expect.arrayContaining(['list', 'detail']));
  });

  it('reads its fixture pages as its golden file says', () => {
    const found = Object.fromEntries(fixturePages(dialect.key).map((page) => [page.file, read(dialect, page)]));
    expect(found).toEqual(golden(dialect.key, found));
  });

  it('recognises its own lists, and no other platform is surer of them', () => {
    // A script of the site and an answer of its service are asked for by a dialect that is known already.
    const lists = fixturePages(dialect.key).filter(
      ({ kind, request, file }) =>
        kind === 'list' && request?.page === 1 && !request.state && !/\.(?:js|json|xml)$/.test(file),
    );
    expect(lists.length).toBeGreaterThan(0);
    for (const page of lists) {
      const found = detections(loadPage(page)).map((one) => ({ key: one.dialect.key, ...one.detection }));
      expect(found[0]?.key, `${page.file}: ${JSON.stringify(found.slice(0, 3))}`).toBe(dialect.key);
      expect(found[0]?.evidence.length).toBeGreaterThan(0);
      if (dialect.key !== 'generic') expect(found[1]?.confidence ?? 0).toBeLessThan(found[0]?.confidence ?? 0);
    }
  });
});

function read(dialect: Dialect, fixture: FixturePage): unknown {
  const page = loadPage(fixture);
  if (fixture.kind === 'detail') return plain(dialect.detail(page));
  const request = { url: fixture.url, ...(fixture.request ?? { page: 1 }) };
  return plain(dialect.list(page, { channel: fixture.channel ?? fixture.url, request }));
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What the pages are known to say. Where there is no golden file yet, one is written, and the test fails until somebody has read it. */
function golden(platform: string, found: unknown): unknown {
  const path = `${FOLDER}${platform}/golden.json`;
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
  throw new Error(`${path} was written from what the dialect reads now: review it, then run again`);
}
