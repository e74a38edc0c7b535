import { UnreadableError } from '../../src/extract/document.ts';
import { extract } from '../../src/extract/index.ts';
import { type ExtractionJson, toJson } from '../../src/extract/json.ts';
import { compareWithTruth } from '../compare.ts';
import { silent } from '../silent.ts';
import { HEADINGS } from './draft.ts';
import type { Variation } from './index.ts';

/** What is right in a variation's reading, and what is not. */
export interface Verdict {
  readonly cells: number;
  readonly right: number;
  /** Null where a number or a heading is printed: with a warning, else it is a fault. */
  readonly missing: readonly string[];
  /** Other numbers and headings than printed, and numbers of which nothing is said. */
  readonly faults: readonly string[];
}

/** A generation that is not told is said, like a number that is not: `none`. */
const isMissing = (difference: string): boolean => / ?: null instead of |^template: none /.test(difference);
const HEADING = new RegExp(`^(${HEADINGS.join('|')}): `);

export async function judge(made: Variation): Promise<Verdict> {
  const json = await read(made.bytes);
  if (typeof json === 'string') return { cells: 0, right: 0, missing: [json], faults: [] };
  const compared = compareWithTruth(made.report.truth, json, made.optional);
  const asked = compared.differences.filter((difference) => {
    const heading = HEADING.exec(difference)?.[1];
    return ![...made.unasked].some((name) => name === heading);
  });
  return {
    cells: compared.right + compared.missing + compared.wrong,
    right: compared.right,
    missing: asked.filter(isMissing),
    faults: [
      ...asked.filter((difference) => !isMissing(difference)),
      ...silent(made.report, made.report.blocks, json).map((lost) => `silent: ${lost}`),
    ],
  };
}

/** What was read, or why nothing was. */
async function read(bytes: Uint8Array): Promise<ExtractionJson | string> {
  try {
    const extraction = await extract(bytes);
    return extraction.kind === 'archive' ? 'read as an archive' : toJson('', extraction);
  } catch (error) {
    if (error instanceof UnreadableError) return `unread: ${error.code}, ${error.message}`;
    throw error;
  }
}
