import { hash } from 'node:crypto';
import type { Format } from '../extract/document.ts';
import type { Report } from '../extract/report/model.ts';
import { kindOf, SPACE, WrittenText } from '../vocabulary/character-kinds.ts';
import { ADD_TO_TEXTS, bucketOfId, RowSum } from './checksums.ts';
import type { Store } from './store.ts';
import { replaceWarnings } from './warnings.ts';

/** What was read out of some bytes, as the extraction worker gives it. */
export interface DocumentReading {
  /** Hex digest of the bytes. */
  readonly sha256: string;
  readonly format: Format;
  readonly charset: string | null;
  readonly charsetEvidence: string | null;
  /** The document's plain text (`plainText` of its blocks). */
  readonly text: string;
  /** `YYYY-MM-DD` where the file says so itself. */
  readonly publishedOn: string | null;
  readonly extractor: string;
  readonly report: Report;
}

/** Stores what a payload says; read again, it takes the place of the earlier reading. Returns the document's id. */
export function putDocument(store: Store, payloadId: number, reading: DocumentReading): number {
  const textId = putText(store, reading.text);
  const row = store.get<{ id: number }>(
    `INSERT INTO document (payload_id, text_id, charset, charset_evidence, extractor) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (payload_id) DO UPDATE SET text_id = excluded.text_id, charset = excluded.charset,
       charset_evidence = excluded.charset_evidence, extractor = excluded.extractor
     RETURNING id`,
    payloadId,
    textId,
    reading.charset,
    reading.charsetEvidence,
    reading.extractor,
  );
  if (row === undefined) throw new Error(`document of payload ${payloadId} was not stored`);
  replaceWarnings(store, { documentId: row.id, reportId: null }, []);
  return row.id;
}

/** Text is kept once: the same report in another page frame has the same words in other bytes. */
function putText(store: Store, content: string): number {
  const digest = textHash(content);
  const known = store.get<{ id: number }>('SELECT id FROM text WHERE hash = ?', digest);
  if (known !== undefined) {
    // Of two arrangements of the same words always the same one, whichever was read first.
    store.run('UPDATE text SET content = ? WHERE id = ? AND content > ?', content, known.id, content);
    return known.id;
  }
  const id = Number(store.run('INSERT INTO text (hash, content) VALUES (?, ?)', digest, content).lastInsertRowid);
  const sum = new RowSum();
  sum.add('text', [id, digest, content]);
  store.run(ADD_TO_TEXTS, bucketOfId(id), sum.value);
  return id;
}

/** Hex sha256 of the text without white space: line breaks and indentation differ between page frames. */
function textHash(text: string): string {
  const words = new WrittenText(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (kindOf(unit) !== SPACE) words.put(unit);
  }
  return hash('sha256', words.text);
}
