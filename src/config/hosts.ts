import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { messageOf } from '../message-of.ts';
import { httpAddress } from './address.ts';
import { ConfigError, type ConfigProblem } from './error.ts';
import { configMessages } from './messages.ts';

/** Levels as the list of hosts has them. A closed list. */
export const HOST_LEVELS = ['province', 'prefecture', 'county', 'zone', 'central', 'province-department'] as const;
export type HostLevel = (typeof HOST_LEVELS)[number];

/** A portal's home page, as public sources name it; whether it has a channel of annual reports is to be found out. */
export interface PortalHost {
  /** GB/T 2260, six digits; of a province's department the province's; null where there is none. */
  readonly code: string | null;
  readonly level: HostLevel;
  /** Names from the province down, `省/市/县`. */
  readonly path: string;
  readonly name: string;
  readonly homepage: string;
  /** Other hosts that sources give for it: tried where the first fails. */
  readonly alternatives: readonly string[];
  /** Pages deep in the portal: a second place to start from. */
  readonly pages: readonly string[];
}

export const hostsDir = (configDir: string): string => path.join(configDir, 'hosts');

function allowed(): Readonly<Record<string, string>> {
  const words = configMessages.allowed;
  return {
    code: words.codeOrNothing,
    level: HOST_LEVELS.join(', '),
    name: words.nameNotEmpty,
    homepage: words.address,
    kind: 'budget, policy',
    url: words.address,
  };
}

const address = z.string().refine((value) => httpAddress(value) !== null);
const code = z
  .string()
  .regex(/^(?:[1-9]\d{5})?$/)
  .transform((value) => (value === '' ? null : value));
const hostRow = z.object({
  code,
  level: z.enum(HOST_LEVELS),
  path: z.string(),
  name: z.string().min(1),
  homepage: address,
  note: z.string().default(''),
});
const pageRow = z.object({ code, kind: z.enum(['budget', 'policy']), url: address });

/**
 * All hosts of a configuration folder (`hosts/*.csv` and their `pages.csv`), or of one CSV file of the same columns.
 * @throws {ConfigError} with every wrong line of every file.
 */
export function loadHosts(folderOrFile: string): PortalHost[] {
  const isFile = folderOrFile.endsWith('.csv');
  const file = (name: string): string => path.join(folderOrFile, name);
  const problems: ConfigProblem[] = [];
  const files = isFile
    ? [folderOrFile]
    : ['divisions.csv', 'departments.csv', 'zones.csv'].map(file).filter(existsSync);
  const rows = files.flatMap((one) => readCsv(one, hostRow, problems));
  const pages = new Map<string, string[]>();
  const pagesFile = isFile ? null : file('pages.csv');
  if (pagesFile !== null && existsSync(pagesFile)) {
    for (const { code: of, url } of readCsv(pagesFile, pageRow, problems)) {
      if (of !== null) pages.set(of, [...(pages.get(of) ?? []), url]);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return rows.map(({ note, ...row }) => ({
    ...row,
    alternatives: otherHosts(note),
    pages: row.code === null || row.level === 'province-department' ? [] : (pages.get(row.code) ?? []),
  }));
}

/** `B has www.rongcheng.gov.cn; G gives x.gov.cn`: what other sources give. */
function otherHosts(note: string): string[] {
  const named = [...note.matchAll(/\b[A-Z] (?:gives|has) ((?:[\w-]+\.)+[a-z]{2,})(?![\w.,]*,? the)/g)];
  return named.map(([, host = '']) => `http://${host}/`);
}

function readCsv<T>(file: string, schema: z.ZodType<T>, problems: ConfigProblem[]): T[] {
  const rows: T[] = [];
  for (const { record, info } of parseCsv(file)) {
    const read = schema.safeParse(record);
    if (read.success) rows.push(read.data);
    else {
      for (const { path: key } of read.error.issues) {
        const name = key.map(String).join('.');
        const found = record[name];
        const rule = allowed()[name] ?? configMessages.aText;
        const message =
          found === undefined
            ? configMessages.missing('', rule)
            : configMessages.found(JSON.stringify(found), '', rule);
        problems.push({ file, line: info.lines, key: name, message });
      }
    }
  }
  return rows;
}

type CsvRecord = { readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } };

function parseCsv(file: string): CsvRecord[] {
  try {
    const options = { columns: true, info: true, bom: true, skip_empty_lines: true } as const;
    return parse(readFileSync(file, 'utf8'), options) as unknown as CsvRecord[];
  } catch (error) {
    const message = messageOf(error);
    throw new ConfigError([{ file, line: null, key: '', message: configMessages.notCsv(message) }]);
  }
}
