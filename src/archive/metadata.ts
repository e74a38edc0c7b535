import { createHash } from 'node:crypto';
import { encodeRecord, newRecordId, targetUri } from './record.ts';

/** As JSON in the archive; who reads them back knows their shape by `event`. */
export type MetadataFacts = Readonly<Record<string, unknown>>;

/**
 * What the bytes do not say: who asked for them, why, and what followed. Written beside the records that it is about, so that the
 * database can be made anew from the archive alone.
 */
export interface ArchiveMetadata {
  /** The address that was asked for, or a `urn:` of what happened without an answer. */
  readonly url: string;
  readonly facts: MetadataFacts;
  /**
   * Where given, nothing is written beside a single revisit of a record that answers this request: it says what was said before.
   */
  readonly repeats?: { readonly requestId: number | null };
}

/** Equal facts, equal hash, in whatever run. */
export function factsHash({ facts }: Pick<ArchiveMetadata, 'facts'>): string {
  const { run: _run, ...rest } = facts;
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex').slice(0, 16);
}

/** `about`: ids of the records that it stands beside. */
export function metadataMember(
  { url, facts }: ArchiveMetadata,
  context: { readonly infoId: string; readonly about: readonly string[]; readonly date: string },
): Promise<Buffer> {
  return encodeRecord(
    'metadata',
    {
      'WARC-Record-ID': newRecordId(),
      'WARC-Warcinfo-ID': context.infoId,
      'WARC-Date': context.date,
      'WARC-Target-URI': targetUri(url),
      'WARC-Concurrent-To': context.about,
      'Content-Type': 'application/json',
    },
    [Buffer.from(JSON.stringify(facts), 'utf8')],
  );
}
