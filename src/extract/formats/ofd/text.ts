import type { Operation } from '../drawn/drawing.ts';
import { type GlyphNumbers, glyphNumbers, type OfdGlyph, UNTOLD } from './glyphs.ts';
import { deltasOf, numberOf } from './values.ts';
import { childrenNamed, type OfdElement } from './xml.ts';

/** A character with the place of its left end on the baseline, in the object's millimetres. */
interface PlacedCharacter {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** To the next character; its own width where nothing is said. */
  readonly advance: number;
  /** The number of the glyph that is drawn, where the file gives one. */
  readonly glyph: number | undefined;
}

export interface TextSetting {
  /** Of text that has none. */
  readonly usualSize: number;
  /** It is seen as in a mirror: its digits stand the other way round, and are none that can be read. */
  readonly mirrored: boolean;
}

/** The operations that draw a text object: its font's figures are not needed, the file says where each character stands. */
export function textOperations(object: OfdElement, { usualSize, mirrored }: TextSetting): Operation[] {
  const { attributes } = object;
  const size = numberOf(attributes.Size, usualSize);
  if (size <= 0) return [];
  const scale = numberOf(attributes.HScale, 1) || 1;
  const turn = numberOf(attributes.CharDirection, 0);
  // Upside down 6 is 9.
  const isOdd = mirrored !== scale < 0 || Math.abs(turn % 360) === 180;
  const operations: Operation[] = [
    { name: 'beginText', args: [] },
    { name: 'setFont', args: [attributes.Font ?? '', size] },
    { name: 'setHScale', args: [scale * 100] },
  ];
  const glyphs = glyphNumbers(object);
  let place = { x: 0, y: 0 };
  let passed = 0;
  for (const code of childrenNamed(object, 'TextCode')) {
    place = { x: numberOf(code.attributes.X, place.x), y: numberOf(code.attributes.Y, place.y) };
    const characters = placed(code, place, size * scale, {
      direction: numberOf(attributes.ReadDirection, 0),
      glyphs,
      passed,
      isOdd,
    });
    passed += [...code.text].length;
    const isLevel = turn === 0 && characters.every(({ y }) => Math.abs(y - place.y) < size * 0.01);
    for (const run of isLevel ? [characters] : characters.map((one) => [one]))
      operations.push(...show(run, size, scale, turn));
  }
  return operations;
}

interface Writing {
  /** Its digits stand the wrong way round. */
  readonly isOdd: boolean;
  /** Degrees, clockwise. */
  readonly direction: number;
  readonly glyphs: GlyphNumbers;
  /** How many characters of the object stand in pieces before. */
  readonly passed: number;
}

function placed(
  code: OfdElement,
  start: { x: number; y: number },
  em: number,
  { direction, glyphs, passed, isOdd }: Writing,
): PlacedCharacter[] {
  const written = charactersOf(code.text);
  const [across, down] = [code.attributes.DeltaX, code.attributes.DeltaY].map((text) => deltasOf(text, written.length));
  const isStated = (across?.length ?? 0) + (down?.length ?? 0) > 0;
  const isDown = (down?.length ?? 0) > 0;
  const angle = (direction * Math.PI) / 180;
  let { x, y } = start;
  return written.map(({ character, place }, index) => {
    const natural = widthOf(character) * em;
    const dx = across?.[index] ?? (isDown ? 0 : natural * Math.cos(angle));
    const dy = down?.[index] ?? (isStated ? 0 : natural * Math.sin(angle));
    const isTold = (!isOdd && !glyphs.untold.has(passed + place)) || !/\p{Nd}/u.test(character);
    const one = { text: isTold ? character : UNTOLD, x, y, advance: dx, glyph: glyphs.numbers.get(passed + place) };
    x += dx;
    y += dy;
    return one;
  });
}

/** The characters of a piece of text with their places in it, without line breaks and the indents of written-out XML. */
function charactersOf(text: string): { character: string; place: number }[] {
  const kept = text.trimEnd();
  const end = /[\r\n]/.test(text.slice(kept.length)) ? kept.length : text.length;
  let isIndent = false;
  return [...text.slice(0, end)].flatMap((character, place) => {
    if (/[\r\n]/.test(character)) isIndent = true;
    else if (!/\s/.test(character)) isIndent = false;
    return isIndent ? [] : [{ character, place }];
  });
}

/** Chinese characters are square, Latin letters and figures about half as wide (em). */
const widthOf = (text: string): number => (/[\u0000-\u02ff\u2009\uff61-\uff9f]/.test(text) ? 0.5 : 1);

/** Characters of one line. Text space has y upwards, the page downwards. */
function show(run: readonly PlacedCharacter[], size: number, scale: number, turn: number): Operation[] {
  const [first] = run;
  if (!first) return [];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const items = run.flatMap(({ text, advance, glyph }): (OfdGlyph | number)[] => {
    const natural = widthOf(text);
    const stated = advance / (size * scale);
    const width = stated > 0 ? Math.min(natural, stated) : natural;
    return [{ unicode: text, width: width * 1000, isSpace: text === ' ', glyph }, (width - stated) * 1000];
  });
  return [
    { name: 'setTextMatrix', args: [cos, sin, sin, -cos, first.x, first.y] },
    { name: 'showText', args: [items] },
  ];
}
