import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Debian's python3-scrapy, in a process of its own. */
const script = fileURLToPath(new URL('scrapy_peer.py', import.meta.url));
const { stdout, status } = spawnSync('/usr/bin/python3', [script, ...process.argv.slice(2)], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0) throw new Error(`scrapy ended with ${status}`);
process.send(JSON.parse(stdout));
process.disconnect();
