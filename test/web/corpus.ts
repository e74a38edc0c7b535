import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportPdf } from '../../generator/pdf.ts';
import { openStore } from '../../src/store/store.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';

/** What a hostile portal would write wherever it can. */
const HOSTILE = `"><script>window.broken=true</script><img/src=x/onerror="window.broken=true">'`;

/** As `sample` calls the organ of a seed. */
const organOf = (seed: number): string => `云山市清河区第${seed}街道办事处`;
export const ORGAN = organOf(1);
export const HOSTILE_ORGAN = `清河区${HOSTILE}局`;
/** Years of `ORGAN` that are there; 2022 is not. The last one is a PDF. */
export const YEARS = [2020, 2021, 2023, 2024] as const;

const report = (year: number) => sample(1, { year, form: year < 2021 ? '2019' : '2021' });

/** A number of the sample's truth. */
export const truthOf = (year: number): number | null | undefined =>
  report(year).truth.applications?.new_received?.total;

/** A data folder with an organ of several years, a list of 2016, a correction, and a report that is hostile in every word of it. */
export async function pagesCorpus(): Promise<{ readonly dataDir: string; remove(): void }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-web-'));
  const files = mkdtempSync(join(tmpdir(), 'nianbao-web-files-'));
  const html = YEARS.slice(0, -1).map((year) => [`${year}.html`, htmlOf(report(year))] as const);
  await importPaths(
    dataDir,
    put(files, {
      ...Object.fromEntries(html),
      '2024.pdf': reportPdf(report(2024)),
      'list.html': htmlOf(sample(2, { form: '2014', year: 2016 })),
      'before.html': htmlOf(sample(3)),
      'hostile.html': htmlOf(sample(4)),
    }),
  );
  // The same organ and year with other numbers: a correction.
  await importPaths(dataDir, put(files, { 'after.html': htmlOf(sample(33, { organ: organOf(3) })) }));
  makeHostile(dataDir);
  return {
    dataDir,
    remove: () => {
      for (const folder of [dataDir, files]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Readers keep markup out of names; the pages must not rely on that. */
function makeHostile(dataDir: string): void {
  const store = openStore(dataDir);
  const organ = organOf(4);
  const id = store.get<{ id: number }>('SELECT id FROM report WHERE organ = ?', organ)?.id ?? 0;
  store.transaction(() => {
    store.run('UPDATE organ SET name = ?, full_name = ? WHERE name = ?', HOSTILE_ORGAN, HOSTILE_ORGAN, organ);
    store.run(
      'UPDATE report SET organ = ?, title = ?, url = ? WHERE id = ?',
      HOSTILE_ORGAN,
      HOSTILE,
      `javascript:window.broken=1//${HOSTILE}`,
      id,
    );
    store.run('UPDATE report_document SET url = ? WHERE report_id = ?', `javascript:window.broken=1//${HOSTILE}`, id);
    store.run('UPDATE cell SET raw = ?, value = NULL WHERE report_id = ? AND key_id % 7 = 0', HOSTILE, id);
    store.run('UPDATE section SET heading = ?, text = text || ? WHERE report_id = ?', HOSTILE, HOSTILE, id);
    store.run(
      "INSERT INTO warning (report_id, code, message, place) VALUES (?, 'recognised', ?, ?)",
      id,
      HOSTILE,
      `applications/${HOSTILE}/total`,
    );
  });
  store.close();
}
