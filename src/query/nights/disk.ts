import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Store } from '../../store/store.ts';

/** Room for what nights bring; bytes. */
export interface DiskState {
  /** Free for us on the data folder's disk; null where the system does not tell. */
  readonly free: number | null;
  /** The archive's files, as far as they are known to be good. */
  readonly archive: number;
  readonly database: number;
  /** What a night takes, by the last nights; null before there are two. */
  readonly per_night: number | null;
  /** For so many nights there is room; null where nothing tells. */
  readonly nights_left: number | null;
}

/** How many nights back growth is measured. */
const NIGHTS = 14;

/** The disk of a data folder. */
export function diskState(store: Store): DiskState {
  const free = bytesFree(store.dataDir);
  const archive = store.get<{ n: number }>('SELECT coalesce(sum(size), 0) AS n FROM warc_file')?.n ?? 0;
  const page = Number(store.db.pragma('page_size', { simple: true }));
  const database = page * Number(store.db.pragma('page_count', { simple: true }));
  const per_night = perNight(store);
  const nights_left = free === null || per_night === null || per_night <= 0 ? null : Math.floor(free / per_night);
  return { free, archive, database, per_night, nights_left };
}

/** Bytes free for us where a folder stands, or will; null where the system does not tell. */
export function bytesFree(folder: string): number | null {
  const above = dirname(resolve(folder));
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return existsSync(folder) || above === resolve(folder) ? null : bytesFree(above);
  }
}

/** What the last nights took of the disk, on average; others write on it, too, and make room. */
function perNight(store: Store): number | null {
  const rows = store.all<{ free: number }>(
    'SELECT bytes_free AS free FROM night WHERE bytes_free IS NOT NULL ORDER BY run_id DESC LIMIT ?',
    NIGHTS,
  );
  const [last, first] = [rows[0], rows.at(-1)];
  if (last === undefined || first === undefined || rows.length < 2) return null;
  return Math.max(0, (first.free - last.free) / (rows.length - 1));
}
