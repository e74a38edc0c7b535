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
    return Color(SYSTEM[value] ?? value);
  } catch {
    return null;
  }
});

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
