import { readFileSync } from 'node:fs';

/* What processes take, from /proc: Linux only; elsewhere nothing is told. */

export interface Usage {
  /** Processor time of the processes and of the programs that they ran. */
  readonly cpuSeconds: number;
  /** Most resident memory of all together at one moment; pages that they share are counted in each. */
  readonly togetherBytes: number;
  /** Most resident memory of one. */
  readonly largestBytes: number;
}

/** Often enough to see a page's bitmap. */
const LOOK_EVERY_MS = 25;
/** USER_HZ: what /proc counts in, 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // The process is gone, or this is no Linux.
    return '';
  }
};

/** Fields of /proc/PID/stat behind the name, which may hold spaces: utime, stime, cutime, cstime. */
function processorTicks(pid: number): { own: number; children: number } | null {
  const stat = read(`/proc/${pid}/stat`);
  const [user, system, childUser, childSystem] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  if (user === undefined || system === undefined || childUser === undefined || childSystem === undefined) return null;
  return { own: user + system, children: childUser + childSystem };
}

/** Processor seconds of the programs that this process ran and that have ended. */
export function endedChildrenSeconds(): number | null {
  const ticks = processorTicks(process.pid);
  return ticks === null ? null : ticks.children / TICKS_A_SECOND;
}

const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);

const kilobytes = (status: string, key: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);

/** Looks at the children of this process that run `script`, from now until `stop`. */
export class Meter {
  readonly #script: string;
  readonly #first = new Map<number, number>();
  readonly #last = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;
  #together = 0;
  #largest = 0;

  constructor(script: string) {
    this.#script = script;
    this.#look();
    for (const [pid, ticks] of this.#last) this.#first.set(pid, ticks);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  /** Call it while the processes still live. Null where the system tells nothing. */
  stop(): Usage | null {
    this.#look();
    clearInterval(this.#timer);
    if (this.#last.size === 0) return null;
    let ticks = 0;
    for (const [pid, last] of this.#last) ticks += last - (this.#first.get(pid) ?? 0);
    return {
      cpuSeconds: ticks / TICKS_A_SECOND,
      togetherBytes: this.#together * 1024,
      largestBytes: this.#largest * 1024,
    };
  }

  #look(): void {
    let together = 0;
    for (const pid of childrenOf(process.pid)) {
      if (!read(`/proc/${pid}/cmdline`).includes(this.#script)) continue;
      const ticks = processorTicks(pid);
      if (ticks !== null) this.#last.set(pid, ticks.own + ticks.children);
      const status = read(`/proc/${pid}/status`);
      this.#largest = Math.max(this.#largest, kilobytes(status, 'VmHWM'));
      together += kilobytes(status, 'VmRSS');
      for (const program of childrenOf(pid)) together += kilobytes(read(`/proc/${program}/status`), 'VmRSS');
    }
    this.#together = Math.max(this.#together, together);
  }
}
