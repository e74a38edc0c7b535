import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Resident memory of a process in bytes; null where it is gone, or the system does not tell (Windows). */
export async function residentBytes(pid: number): Promise<number | null> {
  if (process.platform === 'linux') return fromProc(pid);
  return process.platform === 'win32' ? null : fromPs(pid);
}

/** What a process and its ended children have spent of the processor, in milliseconds; null where it is gone, or the system does not tell. */
export async function processorMsOf(pid: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // Behind the name, which may hold anything; utime, stime, cutime and cstime, in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number);
  return cstime === undefined ? null : ((utime ?? 0) + (stime ?? 0) + (cutime ?? 0) + cstime) * 10;
}

/** `VmRSS: 12345 kB`: in kB on every page size, unlike statm. */
async function fromProc(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

function fromPs(pid: number): Promise<number | null> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, output) => {
      const kilobytes = Number(output.trim());
      resolve(error !== null || !Number.isFinite(kilobytes) || output.trim() === '' ? null : kilobytes * 1024);
    });
  });
}
