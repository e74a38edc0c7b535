import { countOutdated } from '../reextract/select.ts';
import type { Store } from '../store/store.ts';
import type { Io } from './command.ts';
import { commonMessages } from './messages/common.ts';

/** After an upgrade: that documents were read by an older extractor, and what to do. */
export function tellOutdated(store: Store, io: Pick<Io, 'err'>): void {
  const outdated = countOutdated(store);
  if (outdated > 0)
    io.err(`${commonMessages.outdated(outdated)}
`);
}
