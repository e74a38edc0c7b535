import type { BodyBlock } from '../office/body-block.ts';
import { Fields } from '../office/fields.ts';
import type { Numbering } from '../office/numbering.ts';
import { type Attributes, readXml, type XmlHandler } from '../office/xml.ts';
import { BodyState } from './body-state.ts';
import { ELEMENTS, ENDINGS } from './elements.ts';
import { WORD_NAMESPACES } from './namespaces.ts';
import { SKIPPED } from './skipped.ts';
import type { ParagraphStyle } from './styles.ts';

export interface Body {
  readonly blocks: readonly BodyBlock[];
  /** Relation names of the pictures and the documents of other formats in the text, in order. */
  readonly embedded: readonly string[];
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
  /** Texts with digits in tables that were left out because nobody sees them. */
  readonly unseen: readonly string[];
}

/** Reads the body of document.xml (or of Word 2003 XML) as it is printed with all tracked changes accepted. */
export function readBody(
  source: Uint8Array | string,
  styles: ReadonlyMap<string, ParagraphStyle>,
  numbering: Numbering,
): Body {
  const unseen: string[] = [];
  const state = new BodyState({ styles, numbering, fields: new Fields(), unseen });
  readXml(source, WORD_NAMESPACES, new BodyHandler(state));
  return { blocks: state.finish(), embedded: state.embedded, struck: state.struck, unseen };
}

class BodyHandler implements XmlHandler {
  readonly #state: BodyState;
  /** Depth inside an element of which nothing is read. */
  #skipped = 0;

  constructor(state: BodyState) {
    this.#state = state;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0 || this.#isSkipped(name, attributes)) this.#skipped++;
    else if (name === 'w:body') this.#state.inBody = true;
    else if (this.#state.inBody) ELEMENTS.get(name)?.(this.#state, attributes);
  }

  close(name: string): void {
    if (this.#skipped > 0) this.#skipped--;
    else if (this.#state.inBody) ENDINGS.get(name)?.(this.#state);
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#state.inCode) this.#state.fields.addCode(text);
    if (this.#state.inText) this.#state.add(text);
  }

  #isSkipped(name: string, attributes: Attributes): boolean {
    if (name === 'w:del') this.#noteDeletion();
    if (name === 'aml:annotation') return /Deletion|Formatting|Comment/.test(attributes['w:type'] ?? '');
    if (name === 'mc:Choice' || name === 'mc:Fallback') return this.#state.alternatives.at(-1) === true;
    return SKIPPED.has(name);
  }

  /** A deletion among properties takes out the paragraph's end or the row that has them. */
  #noteDeletion(): void {
    const { inProperties, body } = this.#state;
    if (inProperties === 'paragraph') body.paragraph.runsOn = true;
    else if (inProperties === 'row' && body.table) body.table.isRowDeleted = true;
  }
}
