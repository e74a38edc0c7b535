import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pdfReports, smallPlan } from '../../src/sample/portal/small.ts';
import { openStore } from '../../src/store/store.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';

/** What a hostile portal would write wherever it can. */
const HOSTILE = `"><script>window.broken=true</script><img/src=x/onerror="window.broken=true">'`;

/** As `sample` calls the organ of the hostile report. */
const HARMLESS = '云山市清河区第4街道办事处';
export const HOSTILE_ORGAN = `清河区${HOSTILE}局`;
export const ORGAN = '清溪县人民政府';
/** Has a correction in 2022. */
export const CORRECTED_ORGAN = '清溪县民政局';
/** Years of `ORGAN` that are there; 2022 is not. That of 2018 is a list, the last one a PDF. */
export const YEARS = [2018, 2019, 2020, 2021, 2023, 2024] as const;

/** What the sample portal of `npm start` publishes of an organ's years. */
const pages = smallPlan().pages.filter(
  ({ kind, truth }) =>
    kind !== 'duplicate' &&
    ((truth?.organ === ORGAN && YEARS.some((year) => year === truth.year)) ||
      (truth?.organ === CORRECTED_ORGAN && truth.year === 2022)),
);

/** A number of the plan's truth: applications received. */
export const truthOf = (year: number): number | null | undefined =>
  pages.find(({ truth }) => truth?.organ === ORGAN && truth.year === year)?.truth?.applications?.new_received?.total;

/** A data folder with the county of `npm start`, a correction, and a report that is hostile in every word of it. */
export async function pagesCorpus(): Promise<{ readonly dataDir: string; remove(): void }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-web-'));
  const files = mkdtempSync(join(tmpdir(), 'nianbao-web-files-'));
  const html = pages
    .filter(({ attachment }) => attachment === undefined)
    .map(({ path, bytes }) => [path.replace(/^.*\//, ''), bytes()] as const);
  const pdf = pdfReports().find(({ report }) => report.truth.year === 2024);
  if (pdf === undefined) throw new RangeError('the sample portal has no PDF of 2024');
  await importPaths(
    dataDir,
    put(files, {
      ...Object.fromEntries(html),
      '2024.pdf': readFileSync(pdf.file),
      'hostile.html': htmlOf(sample(4)),
    }),
  );
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
  const id = store.get<{ id: number }>('SELECT id FROM report WHERE organ = ?', HARMLESS)?.id ?? 0;
  store.transaction(() => {
    store.run('UPDATE organ SET name = ?, full_name = ? WHERE name = ?', HOSTILE_ORGAN, HOSTILE_ORGAN, HARMLESS);
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
