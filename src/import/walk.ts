import { type BigIntStats, readdirSync, statSync } from 'node:fs';
import { baseName, fileUrl, joinPath, type RawPath } from './paths.ts';
import type { ImportSkip } from './reasons.ts';

/** A file to be imported. */
export interface FoundFile {
  readonly kind: 'file';
  readonly path: RawPath;
  readonly name: string;
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, milliseconds since the epoch. */
  readonly changedAt: number;
}

export interface SkippedFile {
  readonly kind: 'skip';
  readonly path: RawPath;
  readonly url: string;
  readonly reason: ImportSkip;
  /** For a person; empty where the reason says it all. */
  readonly message: string;
}

export type WalkedEntry = FoundFile | SkippedFile;

/** What systems and programs leave beside people's files. */
const SYSTEM_NAME =
  /^(?:\.|~\$|Thumbs\.db$|ehthumbs\.db$|desktop\.ini$|__MACOSX$|@eaDir$|\$RECYCLE\.BIN$|System Volume Information$)/i;
/** Parts of saved pages, programs, sound and video; never a report. */
const OTHER_NAME =
  /\.(?:css|js|mjs|map|json|ico|svg|woff2?|ttf|otf|eot|swf|mp[34]|m4[av]|wav|wma|avi|wmv|flv|mov|mkv|exe|dll|msi|apk|iso|dmg|lnk|url|tmp|sqlite3?|db|py|sh|bat)$/i;

/**
 * All files below the given paths, folders in the order of their names. Links are followed, each folder once. What was named itself is
 * taken even if it is hidden.
 */
export function* walk(roots: readonly RawPath[], options: { dataDir: string }): Generator<WalkedEntry> {
  const seen = new Set([identityOf(statOf(Buffer.from(options.dataDir)))]);
  const dataFolder = [...seen][0];
  for (const root of roots) yield* visit(root, { seen, dataFolder, named: true });
}

interface Walk {
  readonly seen: Set<string | undefined>;
  readonly dataFolder: string | undefined;
  readonly named: boolean;
}

function* visit(path: RawPath, walk: Walk): Generator<WalkedEntry> {
  const name = baseName(path);
  if (!walk.named && SYSTEM_NAME.test(name)) return yield skip(path, 'system_file');
  const stat = statOf(path);
  if (stat instanceof Error) return yield skip(path, 'no_access', stat.message);
  if (stat.isDirectory()) return yield* visitFolder(path, stat, walk);
  if (!stat.isFile()) return yield skip(path, 'not_a_file');
  if (!walk.named && OTHER_NAME.test(name)) return yield skip(path, 'not_a_document');
  if (stat.size === 0n) return yield skip(path, 'empty');
  yield {
    kind: 'file',
    path,
    name,
    url: fileUrl(path),
    size: Number(stat.size),
    changedAt: Math.trunc(Number(stat.mtimeMs)),
  };
}

function* visitFolder(path: RawPath, stat: BigIntStats, walk: Walk): Generator<WalkedEntry> {
  const identity = identityOf(stat);
  if (identity === walk.dataFolder) return yield skip(path, 'data_folder');
  if (walk.seen.has(identity)) return yield skip(path, 'link_loop');
  walk.seen.add(identity);
  const names = namesIn(path);
  if (names instanceof Error) return yield skip(path, 'no_access', names.message);
  for (const name of names) yield* visit(joinPath(path, name), { ...walk, named: false });
}

function namesIn(folder: RawPath): Buffer[] | Error {
  try {
    return readdirSync(folder, { encoding: 'buffer' }).sort(Buffer.compare);
  } catch (error) {
    return asError(error);
  }
}

function statOf(path: RawPath): BigIntStats | Error {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    return asError(error);
  }
}

/** Undefined where there is nothing. */
function identityOf(stat: BigIntStats | Error): string | undefined {
  return stat instanceof Error ? undefined : `${stat.dev}:${stat.ino}`;
}

function skip(path: RawPath, reason: ImportSkip, message = ''): SkippedFile {
  return { kind: 'skip', path, url: fileUrl(path), reason, message };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
