import type { Operation } from '../drawn/drawing.ts';
import { deltasOf, numberOf } from './values.ts';
import { childrenNamed, type OfdElement } from './xml.ts';

/** A character with the place of its left end on the baseline, in the object's millimetres. */
interface PlacedCharacter {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** To the next character; its own width where nothing is said. */
  readonly advance: number;
}

/** The operations that draw a text object: its font's figures are not needed, the file says where each character stands. */
export function textOperations(object: OfdElement): Operation[] {
  const { attributes } = object;
  const size = numberOf(attributes.Size, 0);
  if (size <= 0) return [];
  const scale = numberOf(attributes.HScale, 1) || 1;
  const turn = numberOf(attributes.CharDirection, 0);
  const operations: Operation[] = [
    { name: 'beginText', args: [] },
    { name: 'setFont', args: [attributes.Font ?? '', size] },
    { name: 'setHScale', args: [scale * 100] },
  ];
  let place = { x: 0, y: 0 };
  for (const code of childrenNamed(object, 'TextCode')) {
    place = { x: numberOf(code.attributes.X, place.x), y: numberOf(code.attributes.Y, place.y) };
    const characters = placed(code, place, size * scale, numberOf(attributes.ReadDirection, 0));
    const isLevel = turn === 0 && characters.every(({ y }) => Math.abs(y - place.y) < size * 0.01);
    for (const run of isLevel ? [characters] : characters.map((one) => [one]))
      operations.push(...show(run, size, scale, turn));
  }
  return operations;
}

function placed(
  code: OfdElement,
  start: { x: number; y: number },
  em: number,
  readDirection: number,
): PlacedCharacter[] {
  const [across, down] = [deltasOf(code.attributes.DeltaX), deltasOf(code.attributes.DeltaY)];
  const angle = (readDirection * Math.PI) / 180;
  let { x, y } = start;
  const found: PlacedCharacter[] = [];
  [...code.text.replace(/[\r\n]/g, '')].forEach((text, index) => {
    const natural = widthOf(text) * em;
    const isStated = across.length + down.length > 0;
    const dx = across[index] ?? (isStated && down.length > 0 ? 0 : natural * Math.cos(angle));
    const dy = down[index] ?? (isStated ? 0 : natural * Math.sin(angle));
    found.push({ text, x, y, advance: dx });
    x += dx;
    y += dy;
  });
  return found;
}

/** Chinese characters are square, Latin letters and figures about half as wide (em). */
const widthOf = (text: string): number => (/[\u0000-\u02ff\u2009\uff61-\uff9f]/.test(text) ? 0.5 : 1);

/** Characters of one line. Text space has y upwards, the page downwards. */
function show(run: readonly PlacedCharacter[], size: number, scale: number, turn: number): Operation[] {
  const [first] = run;
  if (!first) return [];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const items = run.flatMap(({ text, advance }) => {
    const natural = widthOf(text);
    const stated = advance / (size * scale);
    const width = stated > 0 ? Math.min(natural, stated) : natural;
    return [{ unicode: text, width: width * 1000, isSpace: text === ' ' }, (width - stated) * 1000];
  });
  return [
    { name: 'setTextMatrix', args: [cos, sin, sin, -cos, first.x, first.y] },
    { name: 'showText', args: [items] },
  ];
}
