import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory in MB of a process and all that it started, by program. Pages shared by Chromium's processes count once (PSS). */
export function memoryOf(root) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(look);
  const family = new Set([String(root)]);
  // A child may stand before its parent.
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  const sum = (wanted) =>
    Math.round(
      processes
        .filter(({ pid, name }) => family.has(pid) && wanted(name))
        .reduce((all, { pid }) => all + residentMb(pid), 0),
    );
  return { node: sum((name) => name === 'node'), browser: sum((name) => name !== 'node') };
}

/** Nothing for a process that ended meanwhile. */
function look(pid) {
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return [{ pid, name: name === 'MainThread' ? 'node' : name, parent }];
  } catch {
    return [];
  }
}

function residentMb(pid) {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Slope of the straight line nearest to points (x, y). */
export function slopeOf(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(([at]) => at));
  const y = mean(points.map(([, value]) => value));
  const over = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  const under = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return under === 0 ? 0 : over / under;
}
