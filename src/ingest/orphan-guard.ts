/** A thread that ends its process once the process that started it is gone. */
import { workerData } from 'node:worker_threads';

/** Two looks a second cost nothing, and an orphan burns a core for at most that long. */
const LOOK_EVERY_MS = 500;

const { parent }: { parent: number } = workerData;

setInterval(() => {
  // An orphan is given to another parent; where the system does not do so (Windows), the parent's id is dead.
  if (process.ppid !== parent || !isAlive(parent)) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
