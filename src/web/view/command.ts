import type { ReportSelection } from '../address/query.ts';

/** A word of a command line as a shell takes it. */
const quoted = (text: string): string =>
  /^[\p{L}\p{N}_.,-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** The command that exports the same reports. */
export function exportCommand(selection: ReportSelection, shape = 'wide', format = 'csv'): string {
  const { q, from, to, failing, province, city, level, kind, organ, template, status } = selection;
  const years = from === undefined && to === undefined ? undefined : `${from ?? ''}-${to ?? ''}`;
  const options: readonly (readonly [string, string | undefined])[] = [
    ['shape', shape],
    ['format', format],
    ['years', years],
    ['province', province],
    ['city', city],
    ['level', level],
    ['kind', kind],
    ['organ', organ],
    ['template', template],
    ['containing', q],
    ['status', status],
  ];
  const words = options.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${quoted(value)}`]));
  if (failing !== undefined) words.push(failing === 'any' ? '--failing' : `--failing ${failing}`);
  return ['npx nianbao export', ...words].join(' ');
}
