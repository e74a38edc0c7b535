// Loaded before a worker: reading /dev/null never ends, and never yields.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const { readFile } = fs;
  fs.readFile = (path, ...options) => {
    while (path === '/dev/null');
    return readFile(path, ...options);
  };
  syncBuiltinESMExports();
}
