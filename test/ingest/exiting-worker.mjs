// A worker that ends whatever it is given, after it began.
import workerpool from 'workerpool';

workerpool.worker({
  async read() {
    workerpool.workerEmit({ pid: process.pid });
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.exit(1);
  },
});
