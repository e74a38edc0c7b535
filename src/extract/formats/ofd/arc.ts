import type { Point } from '../drawn/paths.ts';

/** An arc of an ellipse as `AbbreviatedData` writes it. */
export interface Arc {
  readonly from: Point;
  readonly to: Point;
  readonly radii: readonly [number, number];
  /** How the ellipse is turned, in degrees clockwise. */
  readonly turn: number;
  /** More than half of the ellipse. */
  readonly isLarge: boolean;
  readonly isClockwise: boolean;
}

/** Cubic curves (code 2) that run along an arc: one for each quarter of the ellipse at most. */
export function arcData({ from, to, radii, turn, isLarge, isClockwise }: Arc): number[] {
  let [rx, ry] = radii.map(Math.abs) as [number, number];
  if (rx === 0 || ry === 0 || (from[0] === to[0] && from[1] === to[1])) return [1, ...to];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Half of the way between the ends, along the ellipse's own axes.
  const [halfX, halfY] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
  const [x, y] = [cos * halfX + sin * halfY, -sin * halfX + cos * halfY];
  // An ellipse that is too small for its ends grows until it is not.
  const grow = Math.sqrt(Math.max(1, (x / rx) ** 2 + (y / ry) ** 2));
  [rx, ry] = [rx * grow, ry * grow];
  const square = (rx * y) ** 2 + (ry * x) ** 2;
  const share = Math.sqrt(Math.max(0, (rx * ry) ** 2 - square) / square) * (isLarge === isClockwise ? -1 : 1);
  const [centreX, centreY] = [(share * rx * y) / ry, (-share * ry * x) / rx];
  const start = Math.atan2((y - centreY) / ry, (x - centreX) / rx);
  let sweep = Math.atan2((-y - centreY) / ry, (-x - centreX) / rx) - start;
  if (isClockwise && sweep < 0) sweep += 2 * Math.PI;
  if (!isClockwise && sweep > 0) sweep -= 2 * Math.PI;
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
  const at = (across: number, down: number): Point => {
    const [ownX, ownY] = [rx * across + centreX, ry * down + centreY];
    return [cos * ownX - sin * ownY + middle[0], sin * ownX + cos * ownY + middle[1]];
  };
  const parts = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
  const step = sweep / parts;
  const reach = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: parts }, (_, index) => {
    const [one, other] = [start + step * index, start + step * (index + 1)];
    return [
      2,
      ...at(Math.cos(one) - reach * Math.sin(one), Math.sin(one) + reach * Math.cos(one)),
      ...at(Math.cos(other) + reach * Math.sin(other), Math.sin(other) - reach * Math.cos(other)),
      ...(index === parts - 1 ? to : at(Math.cos(other), Math.sin(other))),
    ];
  }).flat();
}
