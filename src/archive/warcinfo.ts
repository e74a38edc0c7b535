import { encodeRecord } from './record.ts';

/** The first record of a file: who wrote it, in which format. */
export function warcinfo(id: string, file: string, software = 'nianbao'): Promise<Buffer> {
  const fields = {
    software,
    format: 'WARC File Format 1.1',
    conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    description:
      'Annual reports on government information disclosure (政府信息公开工作年度报告) of Chinese public bodies',
  };
  const block = Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return encodeRecord(
    'warcinfo',
    {
      'WARC-Record-ID': id,
      'WARC-Date': new Date().toISOString(),
      'WARC-Filename': file.split('/').at(-1),
      'Content-Type': 'application/warc-fields',
    },
    [Buffer.from(block, 'utf8')],
  );
}
