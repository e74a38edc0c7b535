import type { CellFigure } from '../grid.ts';
import type { SampleOptions, SampleReport } from '../model.ts';
import type { Random } from '../random.ts';

/** Cells that a layout makes unreadable for anybody: a reader may leave them null, but never give another number. */
export type Optional = (figure: CellFigure) => boolean;

/** One way to set a report as text; each is a small file. */
export interface Layout {
  readonly name: string;
  readonly kind: 'html' | 'text';
  /** What a report must be like so that nothing is lost in this layout (such as: no blank cells). */
  readonly options?: SampleOptions;
  /** The report's body: an HTML fragment, or plain text. */
  render(report: SampleReport, random: Random): string;
  readonly optional?: (report: SampleReport) => Optional;
}
