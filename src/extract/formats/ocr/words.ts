import { isKnownPhrase } from '../../../codebook/index.ts';
import type { CellInk } from './cell-ink.ts';
import { inkLines } from './cell-kind.ts';
import type { OcrEngine } from './engine.ts';
import { blackened, type Gray, scaled } from './gray.ts';
import { knownHeadline, knownLabel } from './lexicon.ts';
import { UNREAD } from './numbers.ts';
import { readStack, type StackReading } from './stack.ts';
import type { LineImage } from './text-lines.ts';

/**
 * How words are shown to the engine: height of their characters in pixels, and the shade that parts black from white, before or after
 * they are scaled. Grey paper that a person does not see makes nonsense of thin strokes, while black and white tears faint ones: what
 * one way reads badly is shown in the next.
 */
const FIRST_WAY: Way = { height: 34, after: 200 };
const WAYS: readonly (readonly [Way, ...Way[]])[] = [
  [FIRST_WAY],
  [{ height: 34, before: 170 }],
  // Of one height, so that the engine is started once for both.
  [{ height: 30 }, { height: 30, before: 200 }],
];
interface Way {
  readonly height: number;
  readonly before?: number;
  readonly after?: number;
}
/** A reading below this is tried again in another way, unless it is a phrase that reports print. */
const DOUBTFUL = 0.75;
/** Titles are set at 20 to 26 points, text at 14 to 16. */
const TITLE_POINTS = 18;
/** Text in tables is set at 9 to 12 points; what is measured is believed between these limits (points). */
const TABLE_POINTS = { least: 7, usual: 10, most: 16 } as const;

/** A picture of words. */
export interface WordPicture {
  readonly image: Gray;
  /** Height of its characters in pixels. */
  readonly em: number;
  /** Its lines apart. */
  readonly lines: () => readonly Gray[];
  /** Read in every way; most of the readings decide. Names are in no list of known words. */
  readonly title?: true;
  /** The printed text that was probably meant. */
  readonly known: (text: string) => string;
}

/** The words of a cell. */
export function cellWords(ink: CellInk, dpi: number): WordPicture {
  const points = (72 / dpi) * Math.max(...inkLines(ink).map((line) => bandHeight(line)));
  const sure = points >= TABLE_POINTS.least && points <= TABLE_POINTS.most;
  return {
    image: ink.soft,
    em: ((sure ? points : TABLE_POINTS.usual) * dpi) / 72,
    lines: () => inkLines(ink).map(({ soft }) => soft),
    known: knownLabel,
  };
}

const bandHeight = ({ pieces }: CellInk): number =>
  Math.max(...pieces.map((piece) => piece.bottom)) - Math.min(...pieces.map((piece) => piece.top));

/** A line outside tables: `image` has one coarse dot of white above and below. */
export function lineWords({ image }: LineImage, dpi: number): WordPicture {
  const em = Math.max(dpi * 0.08, image.height - dpi * 0.03);
  const title = em > (TITLE_POINTS * dpi) / 72;
  return { image, em, lines: () => [image], known: knownHeadline, ...(title && { title }) };
}

const NOTHING: StackReading = { text: '', confidence: 0 };

/** What the first way of showing them makes of words: enough to tell whether their page stands upright. */
export async function firstReadings(engine: OcrEngine, words: readonly WordPicture[]): Promise<StackReading[]> {
  return readParts(
    engine,
    words.map(({ image, em }) => [shownBy(FIRST_WAY, image, em)]),
    dpiFor(FIRST_WAY),
  );
}

/** Resolution at which characters of this height are those of tables. */
const dpiFor = ({ height }: Way): number => (height * 72) / TABLE_POINTS.usual;

/** Reads words, all in one go, or from their first readings on; what cannot be read is `UNREAD` with confidence 0, never blank. */
export async function readWords(
  engine: OcrEngine,
  words: readonly WordPicture[],
  first: readonly StackReading[] | null = null,
): Promise<StackReading[]> {
  const best: StackReading[] = words.map(() => NOTHING);
  const tried = new Map<number, StackReading[]>();
  const isOpen = (index: number): boolean => words[index]?.title === true || worth(best[index]) < DOUBTFUL;
  for (const [attempt, ways] of WAYS.entries()) {
    const doubtful = words.flatMap((item, index) => (isOpen(index) ? [{ index, item }] : []));
    if (doubtful.length === 0) break;
    const shown = () =>
      ways.flatMap((way) =>
        // Lines apart from the second time on: a block of short lines is now and then taken for a picture.
        doubtful.map(({ item }) => item.lines().map((image) => shownBy(way, image, item.em))),
      );
    const readings =
      attempt === 0
        ? (first ?? (await firstReadings(engine, words)))
        : await readParts(engine, shown(), dpiFor(ways[0]));
    ways.forEach((_, way) => {
      doubtful.forEach(({ index }, at) => {
        if (!isOpen(index)) return;
        const reading = readings[way * doubtful.length + at] ?? NOTHING;
        tried.set(index, [...(tried.get(index) ?? []), reading]);
        if (worth(reading) > worth(best[index]) || best[index]?.text === '') best[index] = reading;
      });
    });
  }
  return best.map((reading, index) => {
    const item = words[index];
    if (reading.text === '') return { text: UNREAD, confidence: 0 };
    return item?.title ? most((tried.get(index) ?? []).map((one) => believed(one, item))) : believed(reading, item);
  });
}

function shownBy({ height, before, after }: Way, image: Gray, em: number): Gray {
  const split = (picture: Gray, at: number | undefined): Gray => (at === undefined ? picture : blackened(picture, at));
  return split(scaled(split(image, before), height / em), after);
}

/** The reading that came most often, the surest of it. */
function most(all: readonly StackReading[]): StackReading {
  const readings = all.filter(({ text }) => text !== '');
  const votes = (text: string): number => readings.filter((one) => one.text === text).length;
  return readings.reduce(
    (best, one) => ((votes(one.text) - votes(best.text) || one.confidence - best.confidence) > 0 ? one : best),
    NOTHING,
  );
}

/** A phrase that reports print is not read by chance. */
const worth = ({ text, confidence }: StackReading = NOTHING): number => confidence + (isKnownPhrase(text) ? 1 : 0);

/** Reads pictures given in parts; the parts of one are its lines. */
async function readParts(engine: OcrEngine, items: readonly (readonly Gray[])[], dpi: number): Promise<StackReading[]> {
  const readings = (
    await readStack(engine, items.flat(), { language: 'chi_sim', layout: 'block', dpi }, 'mean')
  ).values();
  return items.map((parts) => {
    const own = parts.map(() => readings.next().value ?? NOTHING);
    return {
      text: own
        .map(({ text }) => text)
        .join('\n')
        .trim(),
      confidence: Math.min(...own.map(({ confidence }) => confidence)),
    };
  });
}

/** An ordinal whose round brackets were read as pointed ones. */
const BRACKETED = /[〈《<«({[]([一二三四五六七八九十]{1,3})[)）〉》>}\]]/gu;

/** A title's year whose round brackets were read as pointed ones. */
const BRACKETED_YEAR = /[〈《<«({](20\d\d(?:年度?)?)[)）〉》>}]/gu;

/** The round 〇 of a year, read twice: once as a sign. */
const SIGN_IN_YEAR = /(?<=[二〇零])[@©®]+(?=[〇零一二三四五六七八九])/gu;

/** A 1 before what is counted or dated, taken for a bracket. */
const STROKE = /(?<!\[.*)[\]|l](?=[\d月日年份条件项次个人名家篇期届场批])/gu;

/**
 * Words are read once only. A number among them (22（其中修订16件）) has not been held against anything, so it is not believed; the
 * grammar reads labels whatever their confidence.
 */
const believed = ({ text, confidence }: StackReading, words: WordPicture | undefined): StackReading => ({
  text:
    words?.known(
      fullWidth(
        text
          .replace(BRACKETED, '（$1）')
          .replace(BRACKETED_YEAR, '（$1）')
          .replace(SIGN_IN_YEAR, '')
          .replace(STROKE, '1'),
      ),
    ) ?? text,
  confidence: Math.min(confidence, /\d/.test(text) ? 0.7 : 0.95),
});

const FULL_WIDTH: Readonly<Record<string, string>> = { '(': '（', ')': '）', ',': '，', ':': '：', ';': '；' };

/** Chinese print has full-width signs beside characters; the engine writes most of them in the Latin form. */
const fullWidth = (text: string): string =>
  text
    .replace(/(?<=\p{Script=Han})[(),:;]|[(),:;](?=\p{Script=Han})/gu, (sign) => FULL_WIDTH[sign] ?? sign)
    .replace(/（([^（）]*)\)/g, '（$1）')
    .replace(/\(([^()]*)）/g, '（$1）');
