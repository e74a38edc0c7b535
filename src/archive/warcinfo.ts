import { hostname } from 'node:os';
import { encodeRecord } from './record.ts';

/** The run that writes: everything up to the next warcinfo is its doing. */
export interface RunMark {
  /** The same wherever the run is known: `run.uid`. */
  readonly uid: string;
  readonly command: string;
  readonly startedAt: string;
}

/** The first record of a file, and of each run that goes on in it: who wrote, when, in which format. */
export function warcinfo(
  id: string,
  file: string,
  {
    software = 'nianbao',
    run,
    date,
  }: { readonly software?: string | undefined; readonly run?: RunMark | undefined; readonly date: Date },
): Promise<Buffer> {
  const fields = {
    software,
    hostname: hostname(),
    format: 'WARC File Format 1.1',
    conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    description:
      'Annual reports on government information disclosure (政府信息公开工作年度报告) of Chinese public bodies',
    ...(run && { run: run.uid, command: run.command.replace(/[\r\n]+/g, ' '), started: run.startedAt }),
  };
  const block = Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return encodeRecord(
    'warcinfo',
    {
      'WARC-Record-ID': id,
      'WARC-Date': date.toISOString(),
      'WARC-Filename': file.split('/').at(-1),
      'Content-Type': 'application/warc-fields',
    },
    [Buffer.from(block, 'utf8')],
  );
}

/** The fields of a warcinfo's block. */
export function readWarcinfo(block: Buffer): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const line of block.toString('utf8').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trim();
  }
  return fields;
}
