// A worker that does what a hostile file would make a reader do: the job's bytes say what.
import workerpool from 'workerpool';

const kept = [];

const deeds = {
  loop() {
    for (;;);
  },
  eat() {
    for (;;) kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
  },
  // Stays under the limit while it works, and holds on to it after.
  hoard() {
    for (let block = 0; block < 14; block++) kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
  },
  exit() {
    process.exit(7);
  },
  // As the system does where memory is short.
  killed() {
    process.kill(process.pid, 'SIGKILL');
  },
  heap() {
    const list = [];
    for (;;) list.push(new Array(1_000_000).fill(0.5));
  },
  chatter() {
    for (let line = 0; line < 5000; line++) console.log('a library that prints what it thinks of the file');
  },
};

async function read({ source }) {
  workerpool.workerEmit({ pid: process.pid });
  await new Promise((resolve) => setImmediate(resolve));
  const word = Buffer.from(source.bytes).toString();
  deeds[word]?.();
  const result = { kind: 'unreadable', code: 'no_text', message: `${word} in ${process.pid}` };
  return { result, residentBytes: process.memoryUsage.rss() };
}

workerpool.worker({ read });
