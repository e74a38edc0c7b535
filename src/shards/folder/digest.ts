import { sha256Of } from '../../store/file-digest.ts';
import { shardMessages } from '../messages.ts';
import { StoreObjectError } from '../store/object-store.ts';

/** @throws StoreObjectError where a file is not what it should be. */
export async function checkDigest(path: string, expected: string, told: string): Promise<void> {
  const found = await sha256Of(path);
  if (found !== expected) throw new StoreObjectError(shardMessages.otherBytes(told, expected, found));
}
