import { describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../generator/compare.ts';
import { showReport } from '../../src/cli/report/view.ts';
import { FORMS, type FormRegistry } from '../../src/codebook/index.ts';
import { extract } from '../../src/extract/index.ts';
import { toJson } from '../../src/extract/json.ts';
import type { Report } from '../../src/extract/report/model.ts';
import { LAYOUTS } from '../../src/sample/layouts/index.ts';
import { layoutNamed, type Rendering, renderReport } from '../../src/sample/render.ts';
import { generateReport } from '../../src/sample/report.ts';
import { findReports, openStore, reportDetails } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';
import { form2060 } from './form-2060.ts';

const forms = FORMS.with(form2060);

async function read(file: Rendering, known: FormRegistry) {
  const hints = { name: file.name, ...(file.encoding.header === null ? {} : { charset: file.encoding.header }) };
  const extraction = await extract(file.bytes, hints, known);
  if (extraction.kind === 'archive') throw new Error('read as an archive');
  return { report: extraction.report, json: toJson(file.name, extraction) };
}

const plain = { variety: 'plain', instead: [], missing: [], title: 'usual' } as const;
const html = layoutNamed('html-clean');

describe('a generation of the form that is one file', () => {
  it.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('is generated and read: %s', async (_, layout) => {
    for (let seed = 1; seed <= 3; seed++) {
      const sample = generateReport(seed, { ...layout.options, form: '2060', year: 2060 }, forms);
      const { json } = await read(renderReport(sample, layout), forms);
      const { differences } = compareWithTruth(sample.truth, json, layout.optional?.(sample));
      expect(differences, `seed ${seed}`).toEqual([]);
    }
  });

  it.each(LAYOUTS.map((layout) => [layout.name, layout] as const))(
    'leaves the reports of other generations as they are: %s',
    async (_, layout) => {
      for (let seed = 1; seed <= 2; seed++) {
        const page = renderReport(generateReport(seed, layout.options), layout);
        expect((await read(page, forms)).json, `seed ${seed}`).toEqual((await read(page, FORMS)).json);
      }
    },
  );

  it('has its checks computed, its own among them', async () => {
    const { report } = await read(
      renderReport(generateReport(3, { ...plain, form: '2060', year: 2060 }, forms), html),
      forms,
    );
    const rules = (status: string): string[] => [
      ...new Set(report.checks.filter((check) => check.status === status).map(({ rule }) => rule)),
    ];
    expect(rules('pass')).toEqual(['balance', 'row_sum', 'result_sum', 'review_sum', 'change_sum']);
    expect(rules('fail')).toEqual([]);
  });

  it('is stored and shown with its own words', async () => {
    const sample = generateReport(5, { ...plain, form: '2060', organ: '清河区人民政府', year: 2060 }, forms);
    const { report } = await read(renderReport(sample, html), forms);
    const store = openStore(dataFolder());
    file(store, {}, { year: 2060, report: withWrongSum(report) });
    const [row] = findReports(store, {});
    if (!row) throw new Error('no report is stored');
    const text = showReport(reportDetails(store, row), 'data', 110, forms);
    store.close();
    expect(text).toContain('template   2060 (国办公开办函〔2060〕1号)');
    for (const label of ['行政审批', '行政裁决', '1.申请人自行撤回申请']) expect(text).toContain(label);
    expect(text).toContain('✗ issued + repealed = changed, 规章');
    expect(text).toMatch(/│ 规章 ✗ +│/);
    expect(text).not.toMatch(/adjudication|foreign_org|mediated|changed \/|change_sum/);
  });

  it('has export names of its own, short and unlike any other', () => {
    expect(forms.exportName('applications', 'other_withdrawn', 'foreign_org')).toBe('app_other_withdrawn_foreign');
    expect(forms.exportName('applications', 'new_received', 'total')).toBe('app_new_received_total');
    expect(forms.templates).toEqual(['2060', ...FORMS.templates]);
  });
});

/** As if the printed sum over 规章 were one too high. */
function withWrongSum(report: Report): Report {
  const checks = report.checks.map((check) =>
    check.rule === 'change_sum' && check.scope === 'regulations'
      ? { ...check, status: 'fail' as const, right: (check.right ?? 0) + 1 }
      : check,
  );
  return { ...report, checks };
}

describe('forms that contradict themselves', () => {
  const wrong = (change: Partial<typeof form2060>) => () => FORMS.with({ ...form2060, ...change });

  it('are refused with the form and the mistake', () => {
    expect(wrong({ key: '2021' })).toThrow('two forms are called 2021');
    expect(wrong({ key: 'none' })).toThrow('"none" is no key');
    expect(wrong({ years: [2018, null] })).toThrow('2021 is newer than the form before it');
    expect(wrong({ tables: {} })).toThrow('2060: check balance is about applications, which the form does not have');
    const [first, ...others] = form2060.tables.disclosure?.rows ?? [];
    const { disclosure } = form2060.tables;
    if (!first || !disclosure) throw new Error('no rows');
    const withRow = (row: Partial<typeof first>) => ({
      tables: { ...form2060.tables, disclosure: { ...disclosure, rows: [{ ...first, ...row }, ...others] } },
    });
    expect(wrong(withRow({ columns: ['revoked'] }))).toThrow('row regulations names revoked, which is not there');
    expect(wrong(withRow({ short: 'normative' }))).toThrow('is the export name of');
    expect(wrong(withRow({ short: 'regulations_of_all_kinds_whatever' }))).toThrow('at most 32 characters');
  });
});
