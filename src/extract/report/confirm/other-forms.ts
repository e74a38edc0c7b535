import { TABLE_KEYS } from '../../../codebook/index.ts';
import { type FigureCollector, oneLine } from '../figures.ts';

/**
 * A row that only another form has, beside rows that only the report's own form has, in a table whose rows were guessed from where words
 * stand: the name of a group ((六)其他处理) beside a row that has lost its own label. Its numbers belong to a row that nobody can tell, and
 * add up under this name as under theirs. `guessed`: tables by their number.
 */
export function discardRowsOfOtherForms(sheet: FigureCollector, template: string, guessed: ReadonlySet<number>): void {
  const form = sheet.forms.form(template);
  if (form === null || guessed.size === 0) return;
  const { forms } = sheet.forms;
  for (const table of TABLE_KEYS) {
    const has = (one: (typeof forms)[number], row: string): boolean =>
      one.tables[table]?.rows.some(({ key }) => key === row) === true;
    const rows = sheet.rowsOf(table);
    const foreign = rows.filter((row) => !has(form, row) && forms.some((other) => has(other, row)));
    const rivals = forms.filter((other) => foreign.some((row) => has(other, row)));
    if (!rows.some((row) => has(form, row) && rivals.every((other) => !has(other, row)))) continue;
    const doubtful = sheet.figures.filter(
      (figure) =>
        figure.table === table &&
        figure.value !== null &&
        foreign.includes(figure.row) &&
        guessed.has(figure.source.table ?? -1),
    );
    for (const { row, column, raw, value } of doubtful) {
      const message = `read as ${value} from "${oneLine(raw ?? '')}" in a row that the form of ${template} does not have`;
      sheet.warn('unconfirmed_value', message, `${table}/${row}/${column}`);
    }
    sheet.discard(new Set(doubtful));
  }
}
