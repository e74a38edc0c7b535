import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const markSchema = z.object({
  shard: z.string(),
  /** The folder's own name: another folder of the same shard has another. */
  folder: z.string(),
  /** The lease that worked in it last. */
  generation: z.int().min(0),
  /** The lease whose work is in the object store; null: none is. */
  saved: z.int().nullable(),
});
/** What a shard's data folder says of itself. */
export type FolderMark = z.infer<typeof markSchema>;

const FILE = 'shard.json';

/** Null where there is no such folder, or it is no shard's. @throws where the file says something else. */
export function readMark(folder: string): FolderMark | null {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  return markSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** All or nothing, so that a kill leaves no half of it. */
export function writeMark(folder: string, mark: FolderMark): void {
  const path = join(folder, FILE);
  writeFileSync(`${path}.part`, `${JSON.stringify(mark, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}
