// A worker that the system ends while it reads, as where memory is short.
import workerpool from 'workerpool';

async function read() {
  workerpool.workerEmit({ pid: process.pid });
  await new Promise((resolve) => setImmediate(resolve));
  process.kill(process.pid, 'SIGKILL');
}

workerpool.worker({ read });
