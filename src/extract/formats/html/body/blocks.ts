import type { Block, Warning } from '../../../document.ts';
import { textBlocks } from '../../text/blocks.ts';
import { type Element, isHidden } from '../dom/dom.ts';
import { printedLine } from '../dom/line.ts';
import { tableBlocks } from '../table/split-table.ts';
import { TableReader } from '../table/table-reader.ts';
import { pictureWarnings } from './pictures.ts';
import { type Sink, walk } from './walk.ts';

/** Collects paragraphs and tables in document order. */
class BlocksSink implements Sink {
  readonly isCell = false;
  readonly blocks: Block[] = [];
  private current: string[] = [];
  private level: number | null = null;
  private readonly tables: TableReader;

  constructor(tables: TableReader) {
    this.tables = tables;
  }

  text(data: string): void {
    this.current.push(data);
  }

  lineBreak(): void {
    // A broken heading is one heading.
    if (this.level === null) this.blockBreak();
  }

  blockBreak(): void {
    const text = printedLine(this.current.join(''));
    this.current = [];
    if (text === '') return;
    this.blocks.push(
      this.level === null ? { kind: 'paragraph', text } : { kind: 'paragraph', text, level: this.level },
    );
  }

  heading(level: number | null): void {
    this.level = level;
  }

  table(element: Element, depth: number): boolean {
    const reading = this.tables.read(element, depth);
    if (!reading.isData) return false;
    this.blockBreak();
    for (const block of tableBlocks(reading)) this.blocks.push(block);
    return true;
  }

  preformatted(text: string): void {
    for (const block of textBlocks(text)) this.blocks.push(block);
  }

  // A field outside a table is the page's own: search, log-in.
  field(): void {}

  last(): string {
    return this.current.join('').slice(-1);
  }
}

export interface HtmlBlocks {
  readonly blocks: Block[];
  readonly warnings: Warning[];
}

/** The shown content below `root`; `leaveOut` names further elements to leave out. */
export function blocksOf(root: Element, leaveOut: (element: Element) => boolean, overflows = false): HtmlBlocks {
  let tooDeep = 0;
  let struck = 0;
  let pictures = 0;
  const options = {
    skip: (element: Element): boolean => isHidden(element) || leaveOut(element),
    onTooDeep: () => {
      tooDeep += 1;
    },
    onStruck: () => {
      struck += 1;
    },
    onPictureCells: (count: number) => {
      pictures += count;
    },
    overflows,
  };
  const sink = new BlocksSink(new TableReader(options));
  walk(root, sink, options);
  sink.blockBreak();
  const { blocks } = sink;
  const warnings = [...deepWarnings(tooDeep), ...struckWarnings(struck), ...pictureWarnings(root, blocks, pictures)];
  return { blocks, warnings };
}

const deepWarnings = (count: number): Warning[] =>
  count === 0
    ? []
    : [
        {
          code: 'nesting_cut',
          message: `${count} elements are nested too deep; their text was kept, their tables were not.`,
          where: null,
        },
      ];

const struckWarnings = (count: number): Warning[] =>
  count === 0
    ? []
    : [{ code: 'struck_text', message: `${count} pieces of struck-out text were left out.`, where: null }];
