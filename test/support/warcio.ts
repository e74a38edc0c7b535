import { createReadStream } from 'node:fs';
import { WARCParser } from 'warcio';

/** A record as warcio, the independent reader, sees it. */
export interface WarcioRecord {
  readonly type: string;
  readonly offset: number;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly httpStatus: number | null;
  readonly payload: Buffer;
}

export async function readWithWarcio(path: string): Promise<WarcioRecord[]> {
  const records: WarcioRecord[] = [];
  const parser = new WARCParser(createReadStream(path));
  for await (const record of parser) {
    const payload = Buffer.from((await record.readFully(true)) ?? []);
    const headers = new Map(
      [...record.warcHeaders.headers.entries()].map(([name, value]) => [name.toLowerCase(), value]),
    );
    records.push({
      type: record.warcType ?? '',
      offset: parser.offset,
      url: record.warcTargetURI ?? '',
      headers,
      httpStatus: record.httpHeaders === null ? null : Number(record.httpHeaders.statusCode),
      payload,
    });
  }
  return records;
}
