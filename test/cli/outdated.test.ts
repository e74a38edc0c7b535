import { expect, it } from 'vitest';
import { EXTRACTOR_VERSION } from '../../src/extract/index.ts';
import { openStore, startRun } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

it('runs and status say that documents were read by an older extractor, until they are read anew', async () => {
  const data = dataFolder();
  const store = openStore(data);
  startRun(store, 'test');
  file(store, { 'applications/new_received/total': 1 });
  expect((await nianbao('runs', '--data', data)).err).toMatch(/^1 documents .* `nianbao reextract`/);
  expect((await nianbao('status', '--data', data)).out).toMatch(/^1 document[^\n]*\s[^\n]*`nianbao reextract`/m);
  store.run('UPDATE document SET extractor = ?', EXTRACTOR_VERSION);
  expect((await nianbao('runs', '--data', data)).err).toBe('');
  expect((await nianbao('status', '--data', data)).out).not.toContain('reextract');
  store.close();
});
