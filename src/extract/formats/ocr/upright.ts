import { type PageDraft, type Turns, wordsOf } from './draft.ts';
import type { OcrEngine } from './engine.ts';
import { scaled } from './gray.ts';
import { readStack, type StackReading } from './stack.ts';
import { firstReadings, type WordPicture } from './words.ts';

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

/** A page's pieces with what was read in its words at first sight, in their order. */
export interface SeenDraft {
  readonly draft: PageDraft;
  readonly first: readonly StackReading[];
}

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
): Promise<SeenDraft[]> {
  const result: SeenDraft[] = [];
  for (const seen of await atFirstSight(engine, drafts)) {
    // Of a page that lies on its side, few pieces give any letters: all of them tell whether there is print on it.
    const letters = seen.first.reduce((sum, { text }) => sum + text.length, 0);
    const stays = letters < FEW_LETTERS || isLegible(judged(seen));
    const turned = stays ? seen.draft : await turnedUpright(engine, seen.draft, redraft);
    result.push(...(turned === seen.draft ? [seen] : await atFirstSight(engine, [turned])));
  }
  return result;
}

async function atFirstSight(engine: OcrEngine, drafts: readonly PageDraft[]): Promise<SeenDraft[]> {
  const readings = (await firstReadings(engine, drafts.flatMap(wordsOf))).values();
  return drafts.map((draft) => ({ draft, first: wordsOf(draft).map(() => readings.next().value ?? NOTHING) }));
}

const NOTHING: StackReading = { text: '', confidence: 0 };

const isLegible = ({ letters, legibility }: Sampled): boolean => letters >= FEW_LETTERS && legibility >= LEGIBLE;

/** How legible the page is by those of its pieces that a sample has. */
function judged({ draft, first }: SeenDraft): Sampled {
  const words = wordsOf(draft);
  return legibilityOf(
    draft,
    longest(words).map((one) => first[words.indexOf(one)] ?? NOTHING),
  );
}

async function turnedUpright(
  engine: OcrEngine,
  draft: PageDraft,
  redraft: (draft: PageDraft, turn: Turns) => Promise<PageDraft>,
): Promise<PageDraft> {
  let best = await sample(engine, draft);
  for (const turn of [1, 3, 2] as const) {
    if (isLegible(best)) break;
    const other = await sample(engine, await redraft(draft, turn));
    if (other.letters >= FEW_LETTERS && other.legibility > best.legibility) best = other;
  }
  return best.draft;
}

async function sample(engine: OcrEngine, draft: PageDraft): Promise<Sampled> {
  const readings = await readStack(
    engine,
    longest(wordsOf(draft)).map(({ image, em }) => scaled(image, HEIGHT / em)),
    { language: 'chi_sim', layout: 'block', dpi: 250 },
    'mean',
  );
  return legibilityOf(draft, readings);
}

function legibilityOf(draft: PageDraft, readings: readonly StackReading[]): Sampled {
  const letters = readings.reduce((sum, { text }) => sum + text.length, 0);
  const weighed = readings.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return { draft, letters, legibility: letters === 0 ? 0 : weighed / letters };
}

const longest = (words: readonly WordPicture[]): WordPicture[] =>
  words
    .filter(({ image, em }) => image.width < em * LONGEST)
    .sort((a, b) => b.image.width - a.image.width)
    .slice(0, SAMPLE);
