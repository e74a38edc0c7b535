import { expect, it, onTestFinished } from 'vitest';
import { openStore, type Store, startRun } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

type Cells = Readonly<Record<string, number | null>>;

const cells = (values: readonly (number | null)[]): Cells =>
  Object.fromEntries(values.map((value, index) => [`applications/row${index}/total`, value]));
const full = cells([1, 2, 3, 4, 5, 6]);
const part = cells([1, 2, 3, 4, null, null]);
const other = cells([1, 2, 3, 4, 5, 7]);
const recognised = Object.entries(full).map(([name, value]) => {
  const [, row = ''] = name.split('/');
  const source = { table: 0, row: 0, column: 0, position: null, confidence: 0.9 };
  return { table: 'applications' as const, row, column: 'total', value, raw: String(value), source };
});
const section = (key: string) => ({ key, heading: key, text: key });
const warning = { code: 'unusual_number' as const, message: 'of the scan', where: null };

type Filed = readonly [name: string, cells: Cells, more: Parameters<typeof file>[2]];

const url = (name: string) => `http://a.gov.cn/${name}`;
const DOCUMENTS: readonly Filed[] = [
  ['page', full, { url: url('page'), publishedOn: '2024-01-20' }],
  ['scan', {}, { url: url('scan'), report: { figures: recognised, warnings: [warning] } as never }],
  ['part', part, { url: url('part') }],
  ['correction', other, { url: url('page'), publishedOn: '2024-03-01' }],
  ['text', {}, { url: url('text'), report: { sections: [section('overview'), section('problems')] } as never }],
  ['blanks', part, { url: url('correction') }],
];
const SILENT: readonly Filed[] = [
  ['short', {}, { url: url('short') }],
  ['long', {}, { url: url('long'), report: { sections: [section('overview'), section('problems')] } as never }],
  ['numbers', full, { url: url('numbers') }],
];

function* permutations<T>(all: readonly T[]): Generator<T[]> {
  if (all.length === 0) yield [];
  for (const [index, one] of all.entries())
    for (const rest of permutations(all.toSpliced(index, 1))) yield [one, ...rest];
}

/** All that is stored of a portal's reports, but ids and runs. */
function stored(store: Store, portal: string): unknown[] {
  const digest = (of: string): string =>
    `(SELECT sha256 FROM document JOIN payload ON payload.id = payload_id WHERE document.id = ${of})`;
  return [
    `SELECT edition, is_current, current_because, url, published_on, figures_hash, template, ${digest('report.document_id')} AS source FROM report WHERE portal_id = ? ORDER BY edition`,
    `SELECT edition, role, report_document.url, ${digest('report_document.document_id')} AS document FROM report_document JOIN report ON report.id = report_id WHERE portal_id = ? ORDER BY edition, document`,
    'SELECT edition, row_key, value, confidence FROM figure JOIN report ON report.id = report_id WHERE portal_id = ? ORDER BY 1, 2',
    'SELECT edition, position, heading FROM section JOIN report ON report.id = report_id WHERE portal_id = ? ORDER BY 1, 2',
    `SELECT edition, code, message, ${digest('warning.document_id')} FROM warning JOIN report ON report.id = report_id WHERE report.portal_id = ? ORDER BY 1, 2`,
  ].map((sql) => store.all(sql, portal));
}

it.each([
  // The sixth makes it 720, which hold too, and take their time.
  ['editions', DOCUMENTS.slice(0, 5), 120],
  ['texts', SILENT, 6],
])(
  'which document is a source of which edition does not depend on the order of reading (%s)',
  (_, documents, count) => {
    const store = openStore(dataFolder());
    onTestFinished(() => store.close());
    startRun(store, 'test');
    const found = [...permutations(documents)].map((order, index) => {
      const portalId = `p${index}`;
      store.transaction(() => {
        for (const [name, numbers, more] of order) file(store, numbers, { ...more, portalId }, name);
      });
      return stored(store, portalId);
    });
    expect(found).toHaveLength(count);
    for (const one of found) expect(one).toEqual(found[0]);
  },
);

it('the full reading is the source, a part and a scan confirm it, a correction is the next edition, and a text without numbers is its narrative', () => {
  const store = openStore(dataFolder());
  onTestFinished(() => store.close());
  for (const [name, numbers, more] of DOCUMENTS) file(store, numbers, more, name);
  const roles = store.all<{ edition: number; role: string; url: string }>(
    'SELECT edition, role, report_document.url FROM report_document JOIN report ON report.id = report_id ORDER BY edition, role, report_document.url',
  );
  expect(roles.map(({ edition, role, url: at }) => `${edition} ${role} ${at.slice(16)}`)).toEqual([
    '1 corroborates scan',
    '1 source page',
    '2 corroborates correction',
    '2 corroborates part',
    '2 narrative text',
    '2 source page',
  ]);
});
