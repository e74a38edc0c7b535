import type { FormatName } from '../../export/formats/index.ts';
import type { ShapeName } from '../../export/shapes/index.ts';
import type { Table } from '../../extract/document.ts';
import type { ExplainedPage } from '../../extract/explain/page-picture.ts';
import type { CorpusFilter } from '../../query/filter.ts';
import type { Receipt, ReceiptOrigin } from '../../why/receipt.ts';

/** What is asked of the process that opens archived documents and writes exports. */
export type SourceJob =
  | { readonly kind: 'bytes'; readonly dataDir: string; readonly origin: ReceiptOrigin }
  | { readonly kind: 'page'; readonly dataDir: string; readonly origin: ReceiptOrigin; readonly page: number }
  | { readonly kind: 'reread'; readonly dataDir: string; readonly receipt: Receipt }
  | ExportJob;

/** An export of a selection into a file that is there for this answer alone. */
export interface ExportJob {
  readonly kind: 'export';
  readonly dataDir: string;
  readonly shape: ShapeName;
  readonly format: FormatName;
  readonly filter: CorpusFilter;
  readonly path: string;
}

export type SourceView =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'page'; readonly picture: ExplainedPage | null }
  | {
      readonly kind: 'reread';
      readonly extractor: string;
      readonly differences: readonly string[];
      /** The table that the number stands in; null in running text. */
      readonly table: Table | null;
    }
  | { readonly kind: 'exported'; readonly rows: number }
  /** Told to the person as it is: the archive's record is lost, or the file cannot be opened. */
  | { readonly kind: 'lost'; readonly reason: string };
