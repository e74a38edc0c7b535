import Color, { type ColorInstance } from 'color';
import { memoize } from '../../../vocabulary/memoize.ts';

export type Colour = ColorInstance;

export const BLACK: Colour = Color('black');
export const WHITE: Colour = Color('white');
export const LINK: Colour = Color('#0000ee');
export const MARKED: Colour = Color('yellow');

/** Names of the program's own colours, which are dark on light. */
const SYSTEM: Readonly<Record<string, string>> = {
  ...{ canvas: 'white', window: 'white', field: 'white', background: 'white', buttonface: '#f0f0f0' },
  ...{ canvastext: 'black', windowtext: 'black', fieldtext: 'black', buttontext: 'black' },
};

/** A colour as written in a style sheet or an old attribute; null where it is none that is known here. */
export const colourOf = memoize((written: string): Colour | null => {
  const value = written.trim().toLowerCase();
  try {
    return modernColour(value) ?? Color(SYSTEM[value] ?? value);
  } catch {
    return null;
  }
});

/** What 100 % of each part are, by the way of writing a colour. */
const WHOLES: Readonly<Record<string, readonly [number, number, number]>> = {
  lab: [100, 125, 125],
  lch: [100, 150, 360],
  oklab: [1, 0.4, 0.4],
  oklch: [1, 0.4, 360],
  srgb: [1, 1, 1],
};

/** `oklch(1 0 0 / 50%)` and its likes, `color(srgb 1 1 1)`; null for a colour in another way of writing. */
function modernColour(value: string): Colour | null {
  const [, name = '', inner = ''] = /^((?:ok)?l(?:ab|ch)|color)\(\s*([^()]*)\)$/.exec(value) ?? [];
  const [parts = '', opacity = '1'] = inner.split('/');
  const words = parts.trim().split(/\s+/);
  const space = (name === 'color' ? words.shift() : name) ?? '';
  const wholes = WHOLES[space];
  if (!wholes || words.length !== 3) return null;
  const [first = 0, second = 0, third = 0] = words.map((word, at) => partOf(word, wholes[at] ?? 1));
  const alpha = partOf(opacity.trim(), 1);
  if (![first, second, third, alpha].every(Number.isFinite)) return null;
  if (space === 'srgb') return Color.rgb(first * 255, second * 255, third * 255).alpha(alpha);
  const isPolar = space.endsWith('lch');
  const chroma = isPolar ? second : Math.hypot(second, third);
  const angle = isPolar ? third : (Math.atan2(third, second) * 180) / Math.PI + 360;
  return (
    space.startsWith('ok')
      ? Color.lch(116 * first - 16, OK_CHROMA * chroma, angle % 360)
      : Color.lch(first, chroma, angle % 360)
  )
    .rgb()
    .alpha(alpha);
}

/** Greys are exact so, and colours near enough to tell whether they are seen. */
const OK_CHROMA = 300;

const partOf = (word: string, whole: number): number => {
  if (word === 'none') return 0;
  return word.endsWith('%') ? (Number(word.slice(0, -1)) / 100) * whole : Number(word.replace(/deg$/, ''));
};

/** A colour of an attribute: `#` may be missing. */
export const attributeColour = (value: string): Colour | null => colourOf(value) ?? colourOf(`#${value.trim()}`);

/** What is seen of `colour` above an opaque ground. */
export function over(colour: Colour, ground: Colour): Colour {
  const alpha = colour.alpha();
  return alpha >= 1 ? colour : ground.mix(colour.alpha(1), alpha);
}

/** Less contrast than this nobody sees on paper or screen; the palest grey that texts are printed in (#ccc on white) has 1.6. */
const LEAST_CONTRAST = 1.2;
/** Less than this of a colour nobody sees. */
export const LEAST_ALPHA = 0.05;

export const isSameAs = (colour: Colour, ground: Colour): boolean =>
  colour.alpha() < LEAST_ALPHA || over(colour, ground).contrast(ground) < LEAST_CONTRAST;
