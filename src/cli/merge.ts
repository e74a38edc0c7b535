import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DocumentReader } from '../ingest/index.ts';
import { told } from '../language/told.ts';
import { type ArchiveSource, type MergeSummary, merge } from '../merge/merge.ts';
import type { ObjectStore } from '../shards/store/object-store.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { archiveMessages } from './messages/archive.ts';
import { commonMessages } from './messages/common.ts';
import { pad } from './wrap.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = archiveMessages.merge;
    command
      .argument('<target>', m.target)
      .argument('<source...>', m.sources)
      .option('--json', archiveMessages.summaryJson, false)
      .option('--quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, [
      'nianbao merge data /mnt/usb/data',
      'nianbao merge all north south west',
      'nianbao merge corpus s3://nianbao/2026',
    ]);
  },

  async run([target = '', ...sources], options, io): Promise<ExitCode> {
    const strange = sources.find((source) => !isStore(source) && !existsSync(join(source, 'warc')));
    if (strange !== undefined) throw new UsageError(archiveMessages.merge.strange(strange));
    if (sources.some((source) => resolve(source) === resolve(target)))
      throw new UsageError(archiveMessages.merge.itself(target));
    const tell =
      options.quiet === true || options.json === true ? () => undefined : (line: string) => io.err(`${line}\n`);
    const [stores, beside] = [sources.filter(isStore), readingsBeside(sources)];
    const places = stores.length + beside.length > 0 ? await openStores(stores, beside, io) : NO_STORES;
    const summary = await merge({
      dataDir: target,
      sources: [...sources.filter((source) => !isStore(source)), ...places.archives],
      signal: io.signal,
      pool: places.reader ?? io.pool,
      onCopied: (file, what) => tell(`${pad(archiveMessages.merge.copied[what], 8)} ${file}`),
      onReading: (waiting) => tell(archiveMessages.reading(waiting)),
    }).finally(() => places.close());
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else print(summary, io);
    if (summary.rebuilt?.complete === false) return EXIT.interrupted;
    const damaged = (summary.rebuilt?.damage.length ?? 0) > 0;
    return damaged || summary.conflicts.length > 0 ? EXIT.failures : EXIT.ok;
  },
};

/** What is opened only for sources that are object stores. */
interface Stores {
  readonly archives: readonly ArchiveSource[];
  /** Takes what is read already out of them. */
  readonly reader: DocumentReader | undefined;
  close(): Promise<void>;
}

const NO_STORES: Stores = { archives: [], reader: undefined, close: () => Promise.resolve() };

/** An object store by its address, or a folder that is one. */
const isStore = (source: string): boolean =>
  /^s3:/i.test(source) || (!existsSync(join(source, 'warc')) && holdsShards(source));

function holdsShards(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const below = (path: string): string[] =>
    statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
  return below(folder)
    .flatMap(below)
    .some((lease) => existsSync(join(lease, 'manifest.json')));
}

/** Folders where workers that share theirs have put what they read. */
const readingsBeside = (sources: readonly string[]): string[] =>
  [...new Set(sources.filter((source) => !isStore(source)).map((source) => resolve(source, '..')))].filter((folder) =>
    existsSync(join(folder, '.readings')),
  );

/** @param beside stores that are asked for readings only. */
async function openStores(
  addresses: readonly string[],
  beside: readonly string[],
  { pool }: Pick<Io, 'pool'>,
): Promise<Stores> {
  const [{ openObjectStore }, { archiveOf, withReadings }, { ExtractionPool }] = await Promise.all([
    import('../shards/store/open-store.ts'),
    import('../shards/merge-store.ts'),
    import('../ingest/pool.ts'),
  ]);
  const stores: ObjectStore[] = [];
  for (const address of addresses) stores.push(await openObjectStore(address));
  const archives: ArchiveSource[] = [];
  for (const store of stores) archives.push(await archiveOf(store));
  const readings = [...stores];
  for (const folder of beside) readings.push(await openObjectStore(folder));
  const own = pool === undefined ? new ExtractionPool() : null;
  const reader = readings.reduce<DocumentReader | null>(
    (last, store) => (last === null ? null : withReadings(store, last)),
    pool ?? own,
  );
  return {
    archives,
    reader: reader ?? undefined,
    close: async () => {
      await own?.close();
      for (const store of stores) store.close();
    },
  };
}

function print({ files, conflicts, rebuilt }: MergeSummary, io: Io): void {
  const line = (text: string) => io.out(`${text}\n`);
  const m = archiveMessages.merge;
  line(m.files(files.new, files.longer, files.known));
  for (const one of conflicts) line(`  ${m.conflict(one)}`);
  if (rebuilt === null) line(m.nothingNew);
  else if (!rebuilt.complete) line(m.again);
  else line(m.reports(rebuilt.reports, rebuilt.documents, rebuilt.runs));
  for (const one of rebuilt?.damage ?? []) line(`  ${m.damaged(told(one))}`);
}
