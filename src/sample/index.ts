export { ENCODINGS, type Encoding } from './encode.ts';
export { FRAMES } from './frames/index.ts';
export type { CellFigure, CellRole, SampleCell, SampleTable } from './grid.ts';
export { rowsOf } from './grid.ts';
export { LAYOUTS, type Layout } from './layouts/index.ts';
export { type SamplePortal, startSamplePortal } from './portal/index.ts';
export { type Random, randomFrom } from './random.ts';
export { layoutNamed, type Rendering, renderReport, sampleFile } from './render.ts';
export {
  generateReport,
  reportParagraphs,
  reportTables,
  SAMPLE_FORMS,
  type SampleBlock,
  type SampleForm,
  type SampleOptions,
  type SampleReport,
} from './report.ts';
export type { SampleTruth } from './truth.ts';
