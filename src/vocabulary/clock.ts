/**
 * Tells the time, in milliseconds since the epoch. What decides by the calendar (rotation, waits that a host asked for, days that are
 * stored) asks the run's clock, so that a test can live through weeks; how long something took, no clock of ours is asked.
 */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** The day of a moment in UTC, `YYYY-MM-DD`. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** Whole days from one day (or moment, ISO 8601) to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS);

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string => dayOf(Date.parse(day.slice(0, 10)) + days * DAY_MS);
