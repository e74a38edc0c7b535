import { isSameAs, LEAST_ALPHA, WHITE } from '../../appearance/colours.ts';
import type { Element } from '../dom/dom.ts';
import type { ComputedTextStyle } from './style/computed.ts';

/** Nobody reads a font of two pixels. */
const LEAST_SIZE = 3;
/** Further out than the first line of any paragraph. */
const FAR_LEFT = -300;
const FAR_RIGHT = 3000;

export interface HiddenBy {
  readonly how: 'hidden' | 'struck';
  /** The element that says so; null for what is as it is everywhere in the page. */
  readonly by: Element | null;
}

/** Why text of this look is not seen, or null. */
export function whyUnseen(look: ComputedTextStyle): HiddenBy | null {
  const { saidBy } = look;
  if (!look.isVisible) return { how: 'hidden', by: saidBy.visibility };
  if (look.fontSize < LEAST_SIZE) return { how: 'hidden', by: saidBy.size };
  if (look.indent <= FAR_LEFT || look.indent >= FAR_RIGHT) return { how: 'hidden', by: saidBy.indent };
  if (look.isStruck) return { how: 'struck', by: saidBy.line };
  if (look.isCutOut || look.colour === null) return null;
  const isGone = look.colour.alpha() < LEAST_ALPHA || (look.ground !== null && isSameAs(look.colour, look.ground));
  return isGone ? { how: 'hidden', by: saidBy.colour } : null;
}

/** True for text as white as paper, on what may not be paper if a style sheet says so that is not at hand. */
export const isPaperWhite = ({ colour, isGroundAssumed }: ComputedTextStyle): boolean =>
  isGroundAssumed && colour !== null && colour.alpha() >= LEAST_ALPHA && isSameAs(colour, WHITE);
