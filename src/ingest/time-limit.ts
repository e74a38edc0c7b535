/** How much longer than its limit a process may take by the clock: a machine with ten times as much to do gives it a tenth. */
const MOST_WAITING = 10;
/** A process that is at work spends at least this share of the processor, on any machine. */
const LEAST_SHARE = 0.01;

/** Of a process, in milliseconds: what it has spent of the processor, null where the system does not tell, and the clock. */
export interface Moment {
  readonly spent: number | null;
  readonly clock: number;
}

/** The longest that a process of so much time may take by the clock. */
export const longestMs = (timeMs: number): number => timeMs * MOST_WAITING;

/**
 * Time that a process may take. What it spends of the processor counts, not what it waits for others: a busy machine turns no good file into
 * an unreadable one. What waits for something that never comes spends nothing, and is given up when it has for as long.
 */
export class TimeLimit {
  readonly #limitMs: number;
  readonly #start: Moment;
  #lastAtWork: Moment;

  constructor(limitMs: number, start: Moment) {
    this.#limitMs = limitMs;
    this.#start = start;
    this.#lastAtWork = start;
  }

  isOver({ spent, clock }: Moment): boolean {
    const waited = clock - this.#start.clock;
    if (spent === null || this.#start.spent === null) return waited > this.#limitMs;
    if (spent - this.#start.spent > this.#limitMs || waited > longestMs(this.#limitMs)) return true;
    const { spent: before, clock: since } = this.#lastAtWork;
    if (clock - since <= this.#limitMs) return false;
    this.#lastAtWork = { spent, clock };
    return spent - (before ?? 0) < this.#limitMs * LEAST_SHARE;
  }
}
