import { LEAST_ALPHA } from '../../appearance/colours.ts';
import type { Element } from '../dom/dom.ts';
import { partsOf } from './css/longhands.ts';
import { isMaskedAway } from './masks.ts';
import type { BoxStyle } from './style/box.ts';
import { type LengthBasis, pixels } from './style/lengths.ts';

/** Further to the left, or further up, than any box that is only a little out of its place. */
const FAR_LEFT = -300;
const FAR_UP = -900;
/** Further to the right or down than a reader scrolls. */
const FAR_RIGHT = 3000;
const FAR_DOWN = 50_000;
/** A box of no more than a pixel shows no character. */
const NO_ROOM = 1;

/** True for an element of which a reader sees nothing, whatever is inside it. */
export function isBoxUnseen(element: Element, box: BoxStyle, fontSize: number): boolean {
  if (box.size === 0) return false;
  const display = box.get('display') ?? '';
  return (
    display === 'none' ||
    /\ball\b/.test(box.get('mso-hide') ?? '') ||
    box.get('content-visibility') === 'hidden' ||
    isTransparent(box) ||
    isOffScreen(box, fontSize) ||
    isClippedAway(box, fontSize) ||
    isMaskedAway(box) ||
    isTransformedAway(box, fontSize) ||
    isTurnedAway(box) ||
    isZoomedAway(box) ||
    (hasOwnSize(element, box, display) && hasNoRoom(box, fontSize))
  );
}

function isTransparent(box: BoxStyle): boolean {
  const opacity = box.get('opacity') ?? /opacity\(([\d.]+%?)\)/.exec(box.get('filter') ?? '')?.[1];
  if (opacity === undefined) return false;
  const share = Number.parseFloat(opacity) / (opacity.endsWith('%') ? 100 : 1);
  return share < LEAST_ALPHA;
}

const isOutOfFlow = (box: BoxStyle): boolean => /^(?:absolute|fixed)$/.test(box.get('position') ?? '');
const length = (box: BoxStyle, property: string, measure: LengthBasis): number =>
  pixels(box.get(property) ?? '', measure) ?? 0;

function isOffScreen(box: BoxStyle, fontSize: number): boolean {
  const [across, down] = [
    { fontSize, whole: 1280 },
    { fontSize, whole: 800 },
  ];
  const isMoved = isOutOfFlow(box) || /^(?:relative|sticky)$/.test(box.get('position') ?? '');
  if (length(box, 'margin-left', across) <= FAR_UP || length(box, 'margin-top', down) <= FAR_UP) return true;
  if (!isMoved) return false;
  const [left, top] = [length(box, 'left', across), length(box, 'top', down)];
  const [right, bottom] = [length(box, 'right', across), length(box, 'bottom', down)];
  // What is fixed does not scroll: a whole screen further up it is gone.
  if (box.get('position') === 'fixed' && top <= -down.whole) return true;
  return (
    left <= FAR_LEFT ||
    top <= FAR_UP ||
    left >= FAR_RIGHT ||
    top >= FAR_DOWN ||
    right >= FAR_RIGHT ||
    right <= -FAR_RIGHT ||
    bottom <= -FAR_DOWN
  );
}

const ZERO = /^[-+]?0*(?:\.0*)?(?:px|pt|em|rem|%)?$/;

function isClippedAway(box: BoxStyle, fontSize: number): boolean {
  const sides = /^rect\((.*)\)$/.exec(box.get('clip') ?? '')?.[1];
  if (sides !== undefined && isOutOfFlow(box)) {
    const [top, right, bottom, left] = partsOf(sides).map((side) => pixels(side, { fontSize, whole: 0 }));
    if (isEmpty(left, right) || isEmpty(top, bottom)) return true;
  }
  return isPathEmpty(box.get('clip-path') ?? 'none');
}

/** `auto` is the box's own edge. */
const isEmpty = (from: number | null | undefined, to: number | null | undefined): boolean =>
  typeof to === 'number' && to - (from ?? 0) <= NO_ROOM;

function isPathEmpty(path: string): boolean {
  const [, shape, inner = ''] = /^(inset|circle|ellipse|polygon|rect)\(([^)]*)\)/.exec(path) ?? [];
  const parts = partsOf((shape === 'inset' ? inner.split('round')[0] : inner.split(/\bat\b/)[0]) ?? '');
  if (shape === 'circle' || shape === 'ellipse') return parts.some((part) => ZERO.test(part) && part !== '');
  if (shape === 'polygon') {
    const points = inner.split(',').map((point) => point.trim());
    return points.length > 0 && new Set(points).size < 3;
  }
  if (shape !== 'inset') return false;
  const [top = '', right = top, bottom = top, left = right] = parts;
  const taken = (one: string, other: string): boolean => percent(one) + percent(other) >= 100;
  return taken(top, bottom) || taken(left, right);
}

const percent = (value: string): number => (/^[\d.]+%$/.test(value) ? Number.parseFloat(value) : 0);

function isTransformedAway(box: BoxStyle, fontSize: number): boolean {
  const transform = box.get('transform') ?? '';
  if (/(?:scale(?:3d|[xy])?\(|matrix\()\s*(?:0(?:\.0*)?|\.0+)\s*[,)]/.test(transform) || isScaledAway(transform))
    return true;
  if (partsOf(box.get('scale') ?? '').some((part) => ZERO.test(part))) return true;
  const moves = [...transform.matchAll(/translate(?:3d|[xy])?\(([^)]*)\)/g)].flatMap(([, parts = '']) =>
    partsOf(parts),
  );
  return [...moves, ...partsOf(box.get('translate') ?? '')].some((move) => {
    const by = pixels(move, { fontSize, whole: 0 });
    return by !== null && (by <= FAR_UP || by >= FAR_RIGHT);
  });
}

/** Turned so that a reader looks at its edge. */
const ON_EDGE = /^[-+]?(?:90|270)(?:\.0*)?deg$|^[-+]?0?\.[27]50*turn$|^[-+]?(?:100|300)grad$/;

function isTurnedAway(box: BoxStyle): boolean {
  const turns = [...(box.get('transform') ?? '').matchAll(/rotate[xy]\(\s*([^)\s]+)\s*\)/g)].map(
    ([, angle = '']) => angle,
  );
  const [axis = '', angle = ''] = partsOf(box.get('rotate') ?? '');
  if (/^[xy]$/.test(axis)) turns.push(angle);
  return turns.some((turn) => ON_EDGE.test(turn));
}

/** Less than a tenth of its size; 0 is no size, and passed over. */
function isZoomedAway(box: BoxStyle): boolean {
  const zoom = box.get('zoom') ?? '';
  const share = Number.parseFloat(zoom) / (zoom.endsWith('%') ? 100 : 1);
  return share > 0 && share < LEAST_ZOOM;
}
const LEAST_ZOOM = 0.1;

const isScaledAway = (transform: string): boolean => /scale\([^,)]+,\s*(?:0(?:\.0*)?|\.0+)\s*\)/.test(transform);

/** Cells grow with what is in them; boxes in a line of text have no size of their own. */
const PARTS_OF_TABLES: ReadonlySet<string> = new Set(
  'table thead tbody tfoot tr td th col colgroup caption'.split(' '),
);
const INLINE: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark output q s samp small span strike strong sub sup time tt u var del o:p'.split(
    ' ',
  ),
);

/** True for an element that stands in a line of text by its name. */
export const isInline = ({ name }: Element): boolean => INLINE.has(name);

function hasOwnSize({ name }: Element, box: BoxStyle, display: string): boolean {
  if (isOutOfFlow(box) || /^(?:left|right)$/.test(box.get('float') ?? '')) return true;
  if (display !== '') return !/^(?:inline|contents|table.*)$/.test(display);
  return !PARTS_OF_TABLES.has(name) && !INLINE.has(name);
}

function hasNoRoom(box: BoxStyle, fontSize: number): boolean {
  const isSmall = (side: 'width' | 'height'): boolean =>
    [side, `max-${side}`].some((property) => {
      const size = pixels(box.get(property) ?? '', { fontSize, whole: 1000 });
      return size !== null && size <= NO_ROOM;
    });
  const clips = (axis: 'x' | 'y'): boolean => /^(?:hidden|clip|scroll|auto)$/.test(box.get(`overflow-${axis}`) ?? '');
  // Room for a picture of a given shape is made by a padding.
  const isPadded = ['padding-top', 'padding-bottom'].some(
    (property) => (pixels(box.get(property) ?? '', { fontSize, whole: 1000 }) ?? 0) > NO_ROOM,
  );
  return (isSmall('width') && clips('x')) || (isSmall('height') && clips('y') && !isPadded);
}
