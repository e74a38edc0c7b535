/** Tells how much time has passed, by two clocks: one that nobody sets, and one that goes on while the machine sleeps. */
export interface Clocks {
  /** Milliseconds; never set. */
  readonly steady: () => number;
  /** Milliseconds since the epoch. */
  readonly wall: () => number;
}

export const systemClocks: Clocks = { steady: () => performance.now(), wall: () => Date.now() };

/** A moment by both clocks. */
export interface Moment {
  readonly steady: number;
  readonly wall: number;
}

export const momentOf = ({ steady, wall }: Clocks): Moment => ({ steady: steady(), wall: wall() });

/**
 * Milliseconds since a moment, by whichever clock says more: a machine that slept has a steady clock that stood still, one whose clock was set
 * back a wall clock that went backwards. Too much only ends a lease early.
 */
export const since = (moment: Moment, clocks: Clocks): number =>
  Math.max(clocks.steady() - moment.steady, clocks.wall() - moment.wall);
