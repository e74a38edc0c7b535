import type { ColumnEntry, NamedEntry, RowEntry, TableEntry } from './model.ts';

/** One table out of those of several forms, the newest first: every row and column once by its key, known by all its printings. */
export function mergeTables(tables: readonly TableEntry[]): TableEntry | null {
  const [newest] = tables;
  if (!newest) return null;
  return {
    ...newest,
    rows: mergeEntries(tables.map(({ rows }) => rows.map(withoutColumns))),
    columns: mergeEntries<ColumnEntry>(tables.map(({ columns }) => columns)),
  };
}

/** Which columns a row has is a form's own. */
const withoutColumns = ({ columns: _, ...row }: RowEntry): RowEntry => row;

/** What only an older form has stands behind what it follows there. */
function mergeEntries<E extends NamedEntry>(lists: readonly (readonly E[])[]): E[] {
  const merged: E[] = [];
  for (const list of lists) {
    list.forEach((entry, index) => {
      const at = merged.findIndex(({ key }) => key === entry.key);
      const held = merged[at];
      const before = merged.findIndex(({ key }) => key === list[index - 1]?.key);
      if (held) merged[at] = withPrintings(held, entry);
      else merged.splice(before + 1, 0, entry);
    });
  }
  return merged;
}

function withPrintings<E extends NamedEntry>(newer: E, older: E): E {
  if (newer === older) return newer;
  const printings = new Set([...newer.variants, older.label, ...older.variants]);
  printings.delete(newer.label);
  const { source } = newer.pattern;
  const pattern =
    source === older.pattern.source ? newer.pattern : new RegExp(`(?:${source})|(?:${older.pattern.source})`);
  return { ...older, ...newer, variants: [...printings], pattern };
}
