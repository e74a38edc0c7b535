import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { shardMessages } from '../messages.ts';
import { StoreObjectError } from '../store/object-store.ts';

/** SHA-256 of a file, hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** @throws StoreObjectError where a file is not what it should be. */
export async function checkDigest(path: string, expected: string, told: string): Promise<void> {
  const found = await sha256Of(path);
  if (found !== expected) throw new StoreObjectError(shardMessages.otherBytes(told, expected, found));
}
