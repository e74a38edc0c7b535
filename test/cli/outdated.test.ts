import { expect, it } from 'vitest';
import { EXTRACTOR_VERSION } from '../../src/extract/index.ts';
import { openStore, startRun } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

it('runs says that documents were read by an older extractor, until they are read anew', async () => {
  const data = dataFolder();
  const store = openStore(data);
  startRun(store, 'test');
  file(store, { 'applications/new_received/total': 1 });
  expect((await nianbao('runs', '--data', data)).err).toMatch(/^1 documents .* `nianbao reextract`/);
  store.run('UPDATE document SET extractor = ?', EXTRACTOR_VERSION);
  expect((await nianbao('runs', '--data', data)).err).toBe('');
  store.close();
});
