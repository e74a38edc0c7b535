import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { sentencesOutside, speaksEnglish, untranslated } from '../support/sentences.ts';

const root = resolve(import.meta.dirname, '../..');

/** Files that still speak English only; none is added. */
const PENDING = new Set([
  'src/cli/channels.ts',
  'src/cli/corpus-options.ts',
  'src/cli/coverage.ts',
  'src/cli/discover.ts',
  'src/cli/discover/print.ts',
  'src/cli/discover/select.ts',
  'src/cli/doctor.ts',
  'src/cli/doctor/print.ts',
  'src/cli/export.ts',
  'src/cli/extract-explain.ts',
  'src/cli/extract.ts',
  'src/cli/merge.ts',
  'src/cli/plain-words.ts',
  'src/cli/portal-states.ts',
  'src/cli/portals-list.ts',
  'src/cli/portals.ts',
  'src/cli/probe.ts',
  'src/cli/probe/print.ts',
  'src/cli/rebuild.ts',
  'src/cli/reextract.ts',
  'src/cli/release.ts',
  'src/cli/revisions.ts',
  'src/cli/search.ts',
  'src/cli/verify.ts',
  'src/cli/why.ts',
  'src/config/hosts.ts',
  'src/config/load.ts',
  'src/config/yaml.ts',
  'src/corpus.ts',
  'src/probe/write/write.ts',
  'src/query/condition.ts',
  'src/query/filter.ts',
  'src/query/search.ts',
  'src/query/words.ts',
  'src/release/difference.ts',
  'src/release/release.ts',
  'src/store/store.ts',
  'src/why/cell.ts',
]);

it('the look-out knows a sentence from what is typed or named', () => {
  for (const text of ['no reports', 'Only the first $; see below', '$ portals finished', 'print the summary as JSON'])
    expect(speaksEnglish(text), text).toBe(true);
  for (const text of [
    'nianbao report list',
    '--data <dir>',
    '没有年报',
    '见 `nianbao runs --limit 1`',
    'report_doctor',
    '运行 nianbao rebuild 重建',
    '$ $: $',
  ])
    expect(speaksEnglish(text), text).toBe(false);
});

it('no sentence for people stands outside of messages: CONTRIBUTING.md, Add a message', () => {
  const found = sentencesOutside(root).filter(({ place }) => !PENDING.has(place.replace(/:\d+$/, '')));
  expect(found).toEqual([]);
});

it('no message is left in English in Chinese', () => {
  expect(untranslated(root)).toEqual([]);
});
