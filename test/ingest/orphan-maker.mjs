// Starts an extraction worker on an endless file, tells its process id, and waits to be killed.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const worker = fork(fileURLToPath(new URL('../../dist/ingest/worker.js', import.meta.url)), {
  serialization: 'advanced',
  execArgv: ['--import', new URL('endless-reader.mjs', import.meta.url).href],
});
worker.on('message', ({ payload } = {}) => {
  if (payload?.pid) process.stdout.write(String(payload.pid));
});
worker.send({ id: 1, method: 'read', params: [{ source: { kind: 'file', path: '/dev/null' }, hints: {} }] });
