import type { Recovery } from '../store/recovery.ts';

/** What was found and mended at the start of a run, one line a fact. */
export function recoveryLines(recovered: readonly Recovery[]): string[] {
  return recovered.flatMap((found) => [...mended(found), ...damaged(found), ...lost(found)]);
}

function mended({ file, cutBytes, keptAs, orphans }: Recovery): string[] {
  const cut = `mended ${file} after a crash (${cutBytes} bytes of a torn record cut off, kept as ${keptAs})`;
  const adopted = `indexed ${orphans} records of ${file} that an earlier run had written but not noted`;
  return [...(cutBytes > 0 ? [cut] : []), ...(orphans > 0 ? [adopted] : [])];
}

function damaged({ file, gaps }: Recovery): string[] {
  return gaps.map(
    ({ offset, length, reason }) =>
      `${file} is damaged at byte ${offset} (${length} bytes, ${reason}); nothing was removed, and the records behind it are in use`,
  );
}

function lost({ file, isGone, missingBytes, lostCaptures }: Recovery): string[] {
  const what = isGone ? `${file} is gone` : missingBytes > 0 ? `${file} has lost its last ${missingBytes} bytes` : null;
  if (what === null && lostCaptures === 0) return [];
  const cost = `${lostCaptures} records of it are missing, and their pages are fetched again when they are next visited`;
  return [`${what ?? file}: ${cost}. To have them back, restore the file from a backup`];
}
