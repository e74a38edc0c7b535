import type { ExplainedRow, ExplainedTable, Explanation } from './model.ts';

/** The explanation for a person: a line a row, what it was taken for and its numbers; reasons below it. */
export function explanationText(file: string, explanation: Explanation): string {
  const { format, title, organ, year, template, tables, text, warnings, pages } = explanation;
  return [
    file,
    `  ${format}, template ${template}`,
    `  title ${title ?? 'not found'}; organ ${organ ?? 'not found'}; year ${year ?? 'not found'}`,
    ...tables.flatMap(tableLines),
    ...(text.length > 0 ? ['', 'In running text', ...text.flatMap(rowLines)] : []),
    ...(warnings.length > 0 ? ['', 'Warnings', ...warnings.map((warning) => `  ! ${warning}`)] : []),
    ...pages.map(({ page }) => `page ${page}: see its picture`),
    '',
  ].join('\n');
}

function tableLines({ number, rows, columns, parts, traits }: ExplainedTable): string[] {
  const taken = parts.length > 0 ? parts.join(', ') : 'no table of a known form: no header and no row of one was found';
  return [
    '',
    `Table ${number} (${rows.length} rows, ${columns} columns): ${taken}`,
    ...traits.map((trait) => `  ${trait}`),
    ...(parts.length > 0 ? rows.flatMap(rowLines) : []),
  ];
}

function rowLines({ row, cells, takenFor, figures, reasons }: ExplainedRow): string[] {
  const place = row === null ? '    -' : String(row).padStart(5);
  const values = figures.map(({ column, value, raw }) => `${column}=${value ?? `null ("${(raw ?? '').trim()}")`}`);
  return [
    `${place}  ${takenFor ?? 'NOT RECOGNISED'}${values.length > 0 ? `: ${values.join(' ')}` : ''}`,
    ...(takenFor === null ? [`         ${cells.filter((cell) => cell !== '').join(' | ') || '(blank)'}`] : []),
    ...reasons.map((reason) => `       ! ${reason}`),
  ];
}
