import type { CliOptions } from './command.ts';

/** Options that a further command needs as well, as commander names them and as they are typed. */
const CARRIED = {
  data: '--data',
  from: '--from',
  limit: '--limit',
  parallel: '--parallel',
  maxRequests: '--max-requests',
  budget: '--budget',
  config: '--config',
  fixtures: '--fixtures',
  years: '--years',
  delay: '--delay',
  concurrency: '--concurrency',
  maxPages: '--max-pages',
  allowPrivate: '--allow-private',
  legacyTls: '--legacy-tls',
  id: '--id',
  name: '--name',
  portal: '--portal',
  organ: '--organ',
  code: '--code',
} as const;
export type Carried = keyof typeof CARRIED;

/**
 * A command line that a person can paste: each word quoted where the shell would take it apart, with those options of the present command
 * that `carried` names and that were given.
 */
export function commandLine(
  words: readonly string[],
  options: CliOptions = {},
  carried: readonly Carried[] = [],
): string {
  const given = carried.flatMap((name) => optionWords(CARRIED[name], options[name]));
  return [...words, ...given].map(shellWord).join(' ');
}

function optionWords(flag: string, value: unknown): string[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [flag];
  return (Array.isArray(value) ? value : [value]).flatMap((one) => [flag, String(one)]);
}

/** A word as a POSIX shell reads it back. */
export const shellWord = (word: string): string =>
  /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
