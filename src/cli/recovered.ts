import type { Recovery } from '../store/recovery.ts';
import { commonMessages } from './messages/common.ts';

/** What was found and mended at the start of a run, one line a fact. */
export function recoveryLines(recovered: readonly Recovery[]): string[] {
  return recovered.flatMap((found) => [...mended(found), ...damaged(found), ...lost(found)]);
}

function mended({ file, cutBytes, keptAs, orphans }: Recovery): string[] {
  return [
    ...(cutBytes > 0 ? [commonMessages.mended(file, cutBytes, keptAs ?? '')] : []),
    ...(orphans > 0 ? [commonMessages.adopted(file, orphans)] : []),
  ];
}

function damaged({ file, gaps }: Recovery): string[] {
  return gaps.map(({ offset, length, reason }) => commonMessages.damaged(file, offset, length, reason));
}

function lost({ file, isGone, missingBytes, lostCaptures }: Recovery): string[] {
  const isCut = missingBytes > 0;
  if (!isGone && !isCut && lostCaptures === 0) return [];
  const what = isGone ? commonMessages.isGone(file) : isCut ? commonMessages.hasLost(file, missingBytes) : file;
  return [commonMessages.lost(what, lostCaptures)];
}
