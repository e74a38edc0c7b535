import { ENCODINGS, type Encoding, encodeText } from './encode.ts';
import { FRAMES, type Frame, type FrameFacts } from './frames/index.ts';
import { LAYOUTS, type Layout, type Optional } from './layouts/index.ts';
import type { SampleOptions, SampleReport } from './model.ts';
import { type Random, randomFrom } from './random.ts';
import { generateReport } from './report.ts';

/** A report as a file: what a crawler would get, and what a perfect reader gets out of it. */
export interface Rendering {
  readonly bytes: Uint8Array;
  /** A file name that fits the content. */
  readonly name: string;
  readonly layout: string;
  readonly frame: string | null;
  readonly encoding: Encoding;
  readonly report: SampleReport;
  /** Cells that nobody can read in this layout: null is right, a number other than the truth is wrong. */
  readonly optional: Optional;
}

export interface RenderOptions {
  readonly frame?: Frame;
  readonly encoding?: Encoding;
  readonly facts?: Partial<FrameFacts>;
}

const nothingOptional: Optional = () => false;

/** Sets a report in a layout. For HTML, a frame is put around it; what is not asked for is drawn by the report's seed. */
export function renderReport(report: SampleReport, layout: Layout, options: RenderOptions = {}): Rendering {
  const random = randomFrom(report.seed * 31 + layout.name.length);
  const encoding = options.encoding ?? random.pick(ENCODINGS);
  const frame = layout.kind === 'html' ? (options.frame ?? random.pick(FRAMES)) : null;
  const body = layout.render(report, random);
  const facts = { ...frameFacts(report, random), charset: encoding.meta, ...options.facts };
  return {
    bytes: encodeText(frame === null ? body : frame.page(body, facts), encoding),
    name: `${report.seed}.${layout.kind === 'html' ? 'html' : 'txt'}`,
    layout: layout.name,
    frame: frame?.name ?? null,
    encoding,
    report,
    optional: layout.optional?.(report) ?? nothingOptional,
  };
}

/** One seed, one file: a report that suits the layout, rendered. */
export function sampleFile(
  seed: number,
  layout: Layout,
  options: SampleOptions = {},
  render: RenderOptions = {},
): Rendering {
  return renderReport(generateReport(seed, { ...options, ...layout.options }), layout, render);
}

export function layoutNamed(name: string): Layout {
  const layout = LAYOUTS.find((one) => one.name === name);
  if (layout === undefined)
    throw new RangeError(`no sample layout is called ${name}; there are ${LAYOUTS.map((one) => one.name).join(', ')}`);
  return layout;
}

function frameFacts({ truth }: SampleReport, random: Random): Omit<FrameFacts, 'charset'> {
  const { organ, year, title } = truth;
  const other = (offset: number) => ({
    title: `${organ}${year - offset}年政府信息公开工作年度报告`,
    url: `./t${year - offset}.html`,
  });
  return {
    title,
    organ,
    siteName: `${organ.slice(0, 3)}人民政府门户网站`,
    publishedOn: `${year + 1}-01-${String(random.int(10, 31))}`,
    related: random.chance(0.5) ? [other(1), other(2)] : [],
    attachments: [],
  };
}
