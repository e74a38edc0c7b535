import type { RunningFamily } from '../index.ts';

/** A portal of the simulated country, and what is true of it. */
export interface CountryPortal {
  readonly homepage: string;
  readonly code: string;
  readonly name: string;
  /** The kind of its home page, and what is peculiar about it. */
  readonly kind: string;
  readonly trap: string;
  readonly state: 'found' | 'none' | 'refused' | 'unreachable' | 'not certain';
  /** Its own channels; empty where it has none. */
  readonly channels: readonly string[];
  /** The portal behind the home page, where there is one. */
  readonly family: RunningFamily | null;
  /** Requests that it was asked so far. */
  requests(): number;
}
