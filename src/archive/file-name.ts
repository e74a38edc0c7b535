import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { WARC_FOLDER } from './archived.ts';

/** What the files of a day, a kind of run and a machine have in common: `warc/nianbao-20261129-crawl-HOST-`. Day in UTC. */
export function fileNamePrefix(kind: string, now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  const host = hostname()
    .replace(/[^a-zA-Z0-9.]+/g, '_')
    .slice(0, 40);
  return `${WARC_FOLDER}/nianbao-${day}-${kind}-${host || 'host'}-`;
}

/** With a random part, so that archives of several machines, all called localhost, lie side by side. */
export function newFileName(prefix: string): string {
  return `${prefix}${randomBytes(4).toString('hex')}.warc.gz`;
}
