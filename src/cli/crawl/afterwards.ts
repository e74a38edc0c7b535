import { openStore } from '../../store/store.ts';
import { verify } from '../../verify/verify.ts';
import type { Io } from '../command.ts';
import { tellOutdated } from '../outdated.ts';
import { printVerified } from '../verify.ts';

/** As many records as a night can spare. */
const SAMPLE = 100;

/** What a night's end looks at: some of the archive's records, others each day, and whether the documents were read by this extractor. */
export function lookAfterwards(dataDir: string, io: Io): boolean {
  const verified = verify({ dataDir, sample: SAMPLE, database: false, signal: io.signal });
  if (verified.findings.length > 0) printVerified(verified, { out: io.err });
  const store = openStore(dataDir, { readonly: true });
  try {
    tellOutdated(store, io);
  } finally {
    store.close();
  }
  return verified.findings.length === 0;
}
