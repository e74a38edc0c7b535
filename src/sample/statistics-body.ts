import type { Form, ListForm } from '../codebook/index.ts';
import type { Body, ReportDraft, SampleBlock } from './model.ts';
import { otherOf, overviewOf, problemsOf } from './prose.ts';
import { printerOf } from './sections-body.ts';
import { listStatistics } from './statistics.ts';
import type { SampleSection } from './truth.ts';

const HEADINGS = [
  { key: 'overview', heading: '一、概述' },
  { key: 'problems', heading: '二、存在的主要问题和改进措施' },
  { key: 'other', heading: '三、其他需要报告的事项' },
] as const;

/** A form with a list: free sections, then one long table as an annex. */
export function statisticsBody(draft: ReportDraft, form: Form, list: ListForm): Body {
  const prose = { overview: overviewOf, problems: problemsOf, other: otherOf };
  const sections: SampleSection[] = HEADINGS.map(({ key, heading }) => ({
    key,
    heading,
    text: prose[key](draft, draft.random).join('\n'),
  }));
  const printer = printerOf(draft);
  const statistics = listStatistics(list, draft.year, printer);
  const blocks: SampleBlock[] = sections.flatMap(({ heading, text }) => [
    { kind: 'heading', text: heading },
    ...text.split('\n').map((line): SampleBlock => ({ kind: 'paragraph', text: line })),
  ]);
  const caption: SampleBlock = { kind: 'paragraph', text: `政府信息公开情况统计表（${draft.year}年度）` };
  return {
    blocks: [...blocks, caption, { kind: 'table', table: statistics.table }],
    truth: {
      template: form.key,
      sections,
      disclosure: null,
      applications: null,
      review_litigation: null,
      indicators: statistics.values,
      raw: { disclosure: null, applications: null, review_litigation: null, indicators: statistics.raw },
      planted: null,
    },
  };
}
