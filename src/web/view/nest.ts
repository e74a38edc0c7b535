/** A head cell of a table, over or before some of its entries. */
export interface HeadCell {
  /** From the outside in, from 0. */
  readonly level: number;
  /** First entry that it is about, and how many. */
  readonly at: number;
  readonly span: number;
  /** How many levels it takes. */
  readonly depth: number;
  readonly label: string;
  /** Whether it is an entry's own cell, and no group's. */
  readonly isOwn: boolean;
}

/** Merged head cells as a form prints them: entries with the same beginning of their path share its cells; the last cell fills what is left. */
export function nest(paths: readonly (readonly string[])[], levels: number): HeadCell[] {
  const cells: HeadCell[] = [];
  for (const [at, path] of paths.entries()) {
    for (const [level, label] of path.entries()) {
      const isOwn = level === path.length - 1;
      if (!isOwn && isShared(paths[at - 1], path, level)) continue;
      const span = isOwn ? 1 : paths.slice(at).findIndex((other) => !isShared(other, path, level));
      cells.push({
        level,
        at,
        span: span < 0 ? paths.length - at : span,
        depth: isOwn ? levels - level : 1,
        label,
        isOwn,
      });
    }
  }
  return cells;
}

/** Whether two entries stand under the same group at a level. */
function isShared(other: readonly string[] | undefined, path: readonly string[], level: number): boolean {
  if (other === undefined || other.length <= level + 1) return false;
  return path.slice(0, level + 1).every((label, index) => other[index] === label);
}
