import { expect, it, onTestFinished } from 'vitest';
import { listRevisions } from '../../src/query/revisions.ts';
import { rebuild } from '../../src/rebuild/rebuild.ts';
import { openStore } from '../../src/store/store.ts';
import { htmlOf, sample } from '../import/brought.ts';
import { testCrawl } from '../support/crawling.ts';
import { dataFolder } from '../support/data-folder.ts';
import { startServer } from '../support/server.ts';

const organ = (seed: number) => `云山市清河区第${seed}街道办事处`;

/** A portal of three reports. `listed`: whose rows its list has; `pages`: what is at their addresses. */
async function portal() {
  const listed = new Set([1, 2, 3]);
  const pages = new Map([1, 2, 3].map((seed) => [seed, htmlOf(sample(seed, { organ: organ(seed) })) as Buffer | null]));
  const state = { listed, pages, more: '', asked: [] as string[] };
  const server = await startServer({
    '*': (request, response) => {
      const url = request.url ?? '';
      if (url !== '/robots.txt') state.asked.push(url);
      const seed = Number(/^\/nb\/(\d)\.html$/.exec(url)?.[1]);
      const rows = [...listed].map(
        (one) =>
          `<li><a href="/nb/${one}.html">${organ(one)}2023年政府信息公开工作年度报告</a><span>2024-01-31</span></li>`,
      );
      const list = `<html><head><title>政府信息公开年报</title></head><body><ul>${rows.join('')}</ul>${state.more}</body></html>`;
      const body = url === '/nb/' ? Buffer.from(list) : pages.get(seed);
      if (body) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
      else response.writeHead(404).end('not here');
    },
  });
  onTestFinished(() => server.close());
  return { ...state, state, url: `${server.url}/nb/` };
}

async function night(data: string, { state, url }: Awaited<ReturnType<typeof portal>>) {
  state.asked.length = 0;
  const { summary } = await testCrawl({ dataDir: data, urls: [url], settings: { browser: 'never' } });
  const store = openStore(data, { readonly: true });
  try {
    const kinds = listRevisions(store, { limit: 9 }).map(({ kind, organ, year }) => `${kind} ${organ} ${year}`);
    const withdrawn = store.all<{ organ: string }>('SELECT organ FROM withdrawn_report WHERE restored_on IS NULL');
    const reports = store.get<{ n: number }>('SELECT count(*) AS n FROM current_report')?.n;
    return {
      kinds,
      withdrawn: withdrawn.map(({ organ }) => organ),
      reports,
      failed: summary.failed,
      asked: [...state.asked],
    };
  } finally {
    store.close();
  }
}

it('a report that leaves a complete list and whose page is gone is withdrawn, stays, is asked for once, and may come back', async () => {
  const data = dataFolder();
  const site = await portal();
  expect(await night(data, site)).toMatchObject({ kinds: [], reports: 3, failed: 0 });

  site.listed.delete(2);
  site.pages.set(2, null);
  const gone = await night(data, site);
  expect(gone).toMatchObject({ kinds: [`withdrawn ${organ(2)} 2023`], withdrawn: [organ(2)], reports: 3, failed: 0 });
  expect(gone.asked.filter((url) => url === '/nb/2.html')).toHaveLength(1);

  const after = await night(data, site);
  expect(after).toMatchObject({ kinds: [`withdrawn ${organ(2)} 2023`], withdrawn: [organ(2)] });
  expect(after.asked).not.toContain('/nb/2.html');

  site.listed.add(2);
  site.pages.set(2, htmlOf(sample(2, { organ: organ(2) })));
  expect(await night(data, site)).toMatchObject({ withdrawn: [], reports: 3 });
  const store = openStore(data, { readonly: true });
  const history = 'SELECT organ, restored_on IS NOT NULL AS restored FROM withdrawn_report';
  expect(store.all(history)).toEqual([{ organ: organ(2), restored: 1 }]);
  expect(
    listRevisions(store, { limit: 9 })
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['restored', 'withdrawn']);
  store.close();
});

it('a page that only left the list is asked for once, and its report is not withdrawn', async () => {
  const data = dataFolder();
  const site = await portal();
  await night(data, site);
  site.listed.delete(3);
  const unlisted = await night(data, site);
  expect(unlisted.asked).toContain('/nb/3.html');
  expect(unlisted).toMatchObject({ kinds: [], withdrawn: [], reports: 3 });
  expect((await night(data, site)).asked).not.toContain('/nb/3.html');
});

it('a row that is missing from a list that is not whole says nothing', async () => {
  const data = dataFolder();
  const site = await portal();
  await night(data, site);
  site.listed.delete(3);
  site.pages.set(3, null);
  site.state.more = '<a href="/nb/index_1.html">下一页</a>';
  const night2 = await night(data, site);
  expect(night2.asked).not.toContain('/nb/3.html');
  expect(night2).toMatchObject({ kinds: [], withdrawn: [] });
});

it('corrections say which numbers and sentences changed, with both captures; the archive alone gives the same revisions', async () => {
  const data = dataFolder();
  const site = await portal();
  await night(data, site);
  site.pages.set(1, htmlOf(sample(11, { organ: organ(1) })));
  site.listed.delete(2);
  site.pages.set(2, null);
  await night(data, site);
  const revisions = () => {
    const store = openStore(data, { readonly: true });
    const found = listRevisions(store, { limit: 9 });
    store.close();
    return found;
  };
  const before = revisions();
  const changed = before.find(({ kind }) => kind === 'changed');
  expect(changed).toMatchObject({ organ: organ(1), before: { status: 200 }, after: { status: 200 } });
  expect(changed?.before?.sha256).not.toBe(changed?.after?.sha256);
  expect(changed?.numbers.length).toBeGreaterThan(10);
  expect(changed?.numbers.every(({ before, after }) => before !== after)).toBe(true);
  expect(changed?.sentences.added.length).toBeGreaterThan(0);
  await rebuild({ dataDir: data, signal: new AbortController().signal });
  expect(revisions()).toEqual(before);
});
