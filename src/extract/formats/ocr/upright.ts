import { type PageDraft, type Turns, wordsOf } from './draft.ts';
import type { OcrEngine } from './engine.ts';
import { scaled } from './gray.ts';
import { readStack } from './stack.ts';
import type { WordPicture } from './words.ts';

/** So many pieces of a page tell whether it stands upright. */
const SAMPLE = 8;
/** A longer piece (in heights of its characters) costs more and tells no more. */
const LONGEST = 24;
/** Height of characters (pixels) at which the sample is read. */
const HEIGHT = 34;
/** Pages with fewer letters are not worth a second look. */
const FEW_LETTERS = 20;
/** A page of which this is the mean confidence stands upright; sideways and upside down it is half of that. */
const LEGIBLE = 0.6;

interface Sampled {
  readonly draft: PageDraft;
  readonly letters: number;
  /** Mean confidence of the sample's words. */
  readonly legibility: number;
}

/**
 * The drafts as they stand upright: sheets are fed sideways and upside down. A page that makes no sense is drafted again, turned, until
 * it does.
 */
export async function upright(
  engine: OcrEngine,
  drafts: readonly PageDraft[],
  redraft: (draft: PageDraft, turn: Turns) => Promise<PageDraft>,
): Promise<PageDraft[]> {
  const sampled = await sample(engine, drafts);
  const result: PageDraft[] = [];
  for (const first of sampled) {
    let best = first;
    for (const turn of [1, 3, 2] as const) {
      if (best.letters < FEW_LETTERS || best.legibility >= LEGIBLE) break;
      const [other] = await sample(engine, [await redraft(first.draft, turn)]);
      if (other && other.legibility > best.legibility) best = other;
    }
    result.push(best.draft);
  }
  return result;
}

async function sample(engine: OcrEngine, drafts: readonly PageDraft[]): Promise<Sampled[]> {
  const samples = drafts.map((draft) => longest(wordsOf(draft)));
  const readings = (
    await readStack(
      engine,
      samples.flat().map(({ image, em }) => scaled(image, HEIGHT / em)),
      { language: 'chi_sim', layout: 'block', dpi: 250 },
      'mean',
    )
  ).values();
  return drafts.map((draft, index) => {
    const own = (samples[index] ?? []).map(() => readings.next().value ?? { text: '', confidence: 0 });
    const letters = own.reduce((sum, { text }) => sum + text.length, 0);
    const weighed = own.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
    return { draft, letters, legibility: letters === 0 ? 0 : weighed / letters };
  });
}

const longest = (words: readonly WordPicture[]): WordPicture[] =>
  words
    .filter(({ image, em }) => image.width < em * LONGEST)
    .sort((a, b) => b.image.width - a.image.width)
    .slice(0, SAMPLE);
