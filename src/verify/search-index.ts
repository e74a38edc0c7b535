import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { search } from '../store/migrations/001-initial/search.ts';
import { indexSections, storedSections } from '../store/reference/search-index.ts';
import type { Store } from '../store/store.ts';

/**
 * Whether the search index says of every section what indexing it now would say. SQLite's own check of an index without content sees whether
 * it is well formed, not whether a word stands in another section. So the sections are indexed once more, in memory and some at a time, and
 * sums of what both hold are compared. Takes as long as `rebuild` takes to index.
 */
export function isSearchIndexTrue(store: Store): boolean {
  const expected = new IndexSums();
  const fresh = new Database(':memory:');
  try {
    fresh.exec(search);
    for (const some of storedSections(store.db)) {
      fresh.exec("INSERT INTO section_search (section_search) VALUES ('delete-all')");
      indexSections(fresh, some);
      expected.add(fresh);
    }
  } finally {
    fresh.close();
  }
  const actual = new IndexSums();
  actual.add(store.db);
  return actual.equals(expected);
}

/** Each word with all of its places in one number: these add up over words and over indexes. */
const PLACES = `SELECT term, sum(doc * 7919 + "offset" * 31 + (col = 'heading') + 1) AS places FROM temp.indexed_word GROUP BY term`;
/** A prime. */
const MODULUS = 2n ** 61n - 1n;

/** Sums over an index's words, and over the lengths of its sections, by which results are ranked. */
class IndexSums {
  #words = 0n;
  #lengths = 0n;
  /** Sections, words of headings, words of texts. */
  #totals = [0, 0, 0];

  add(db: Database.Database): void {
    db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_word USING fts5vocab(main, section_search, instance)');
    for (const { term, places } of db.prepare<[], { term: string; places: bigint }>(PLACES).safeIntegers().iterate())
      this.#words = (this.#words + numberOf(term) * places) % MODULUS;
    const lengths = db.prepare<[], string>("SELECT id || ' ' || hex(sz) FROM section_search_docsize").pluck();
    for (const length of lengths.iterate()) this.#lengths = (this.#lengths + numberOf(length)) % MODULUS;
    // The record that FTS5 keeps its totals in.
    const totals = db.prepare<[], Buffer>('SELECT block FROM section_search_data WHERE id = 1').pluck().get();
    for (const [index, total] of varints(totals ?? Buffer.alloc(0)).entries())
      this.#totals[index] = (this.#totals[index] ?? 0) + total;
  }

  equals(other: IndexSums): boolean {
    const [mine, theirs] = [this, other].map((sums) => [sums.#words, sums.#lengths, ...sums.#totals].join());
    return mine === theirs;
  }
}

const numberOf = (text: string): bigint => BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 15)}`);

/** SQLite's numbers of seven bits a byte, the highest first. */
function varints(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes) {
    number = number * 128 + (byte & 127);
    if (byte >= 128) continue;
    numbers.push(number);
    number = 0;
  }
  return numbers;
}
