/** What a portal costs: what decides how shards are balanced. */
export interface Load {
  /** Reports and pages that are to be read. */
  readonly rows: number;
  /** Milliseconds at its hosts' pace: no machine makes it shorter. */
  readonly paceMs: number;
}

export const NO_LOAD: Load = { rows: 0, paceMs: 0 };

export const plus = (one: Load, other: Load): Load => ({
  rows: one.rows + other.rows,
  paceMs: one.paceMs + other.paceMs,
});

/** A portal as it is to be placed. */
export interface PlacedPortal {
  readonly id: string;
  /** As `hostKey` names them; never empty. */
  readonly hosts: readonly string[];
  readonly load: Load;
}
