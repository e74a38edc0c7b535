import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../generator/compare.ts';
import { startLargePortal } from '../../generator/index.ts';
import { extract } from '../../src/index.ts';
import { type SamplePortal, startSamplePortal } from '../../src/sample/portal/server.ts';
import { pdfReports } from '../../src/sample/portal/small.ts';

const HREF = /<a href="(\.\/[^"]+)"/g;

async function rows(url: string): Promise<string[]> {
  const text = await (await fetch(url)).text();
  return [...text.matchAll(HREF)].map((match) => new URL(match[1] ?? '', url).href);
}

describe('the small portal', () => {
  let portal: SamplePortal;
  beforeAll(async () => {
    portal = await startSamplePortal();
  });
  afterAll(() => portal.close());

  it('lists every page of its truth on two list pages, and serves each', async () => {
    const listed = [...(await rows(portal.url)), ...(await rows(`${portal.url}index_1.html`))];
    expect(portal.truth.listPages).toBe(2);
    expect(listed.sort()).toEqual(portal.truth.pages.map((page) => page.url).sort());
    for (const url of listed) expect((await fetch(url)).status, url).toBe(200);
    expect((await fetch(`${portal.url}index_2.html`)).status).toBe(404);
  });

  it('holds what the issue asks for', () => {
    const { pages, reports } = portal.truth;
    const kinds = pages.map((page) => page.kind);
    for (const kind of ['corrected', 'duplicate', 'interpretation'] as const)
      expect(kinds.filter((one) => one === kind)).toHaveLength(1);
    expect(new Set(reports.map((truth) => truth.template))).toEqual(new Set(['2021', '2019', '2014', 'none']));
    expect(new Set(reports.map((truth) => truth.year))).toEqual(new Set([2018, 2019, 2020, 2021, 2022, 2023, 2024]));
    expect(reports.filter((truth) => truth.planted !== null)).toHaveLength(1);
    expect(reports).toHaveLength(28);
  });

  it('keeps the corrected numbers as the current ones', () => {
    const corrected = portal.truth.pages.find((page) => page.kind === 'corrected')?.truth;
    const editions = portal.truth.pages.filter(
      ({ truth }) => truth?.organ === corrected?.organ && truth?.year === corrected?.year,
    );
    expect(editions).toHaveLength(2);
    expect(editions[0]?.truth?.applications).not.toEqual(editions[1]?.truth?.applications);
    expect(portal.truth.reports).toContainEqual(corrected);
  });

  it('serves pages in GBK and in UTF-8', async () => {
    const charsets = new Set<string>();
    for (const { url, title } of portal.truth.pages) {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
      const found = ['utf8', 'gb18030'].find((charset) => iconv.decode(bytes, charset).includes(title));
      expect(found, url).toBeDefined();
      charsets.add(found ?? '');
    }
    expect(charsets).toEqual(new Set(['utf8', 'gb18030']));
  });

  it('answers 304 to a page that is known, by ETag and by date', async () => {
    const first = await fetch(portal.url);
    const etag = first.headers.get('etag') ?? '';
    const date = first.headers.get('last-modified') ?? '';
    expect((await fetch(portal.url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(portal.url, { headers: { 'if-modified-since': date } })).status).toBe(304);
    expect((await fetch(portal.url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('publishes two reports as PDF, whose files hold the numbers of the plan', async () => {
    const files = pdfReports();
    expect(files.map(({ report: { truth } }) => `${truth.organ}/${truth.year}`)).toEqual([
      '清溪县人民政府/2022',
      '清溪县人民政府/2024',
    ]);
    for (const { report, file } of files) {
      const page = portal.truth.pages.find(({ truth }) => truth?.title === report.truth.title)?.url ?? '';
      const html = iconv.decode(Buffer.from(await (await fetch(page)).arrayBuffer()), 'gb18030');
      const [, name = ''] = /href="(\.\/P[^"]+\.pdf)"/.exec(html) ?? [];
      const answer = await fetch(new URL(name, page));
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.equals(readFileSync(file))).toBe(true);
      const read = await extract(bytes);
      const { differences, right } = compareWithTruth(report.truth, read);
      expect([differences, right > 190]).toEqual([[], true]);
    }
  });

  it('is the same each time', async () => {
    const again = await startSamplePortal();
    const paths = ({ truth, origin }: SamplePortal) => truth.pages.map((page) => page.url.slice(origin.length));
    expect(paths(again)).toEqual(paths(portal));
    const url = portal.truth.pages[3]?.url ?? '';
    const bytes = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());
    expect((await bytes(url.replace(portal.origin, again.origin))).equals(await bytes(url))).toBe(true);
    await again.close();
  });
});

describe('a large portal', () => {
  it('has as many reports as asked for, each of its own organ and year', async () => {
    const portal = await startLargePortal(3000);
    const { pages, listPages } = portal.truth;
    expect(listPages).toBe(150);
    expect(new Set(pages.map((page) => page.title)).size).toBe(3000);
    for (const page of pages.slice(0, 200)) {
      const bytes = Buffer.from(await (await fetch(page.url)).arrayBuffer());
      const text = [iconv.decode(bytes, 'utf8'), iconv.decode(bytes, 'gb18030')];
      expect(text.some((one) => one.includes(page.title))).toBe(true);
    }
    await portal.close();
  });
});
