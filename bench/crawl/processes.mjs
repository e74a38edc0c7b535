import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pathOf = (script) => fileURLToPath(new URL(`../${script}`, import.meta.url));

/** Starts a script of bench/ and resolves with its first message. Only the server needs TypeScript: it is not measured. */
async function start(script, ...args) {
  const execArgv = script === 'crawl/server.mjs' ? ['--import', 'tsx'] : [];
  const child = fork(pathOf(script), args.map(String), { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended with code ${code}`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return { child, message };
}

/** The generated portal in a process of its own: its address, and how it is ended. */
export async function startPortal(pages) {
  const { child, message } = await start('crawl/server.mjs', pages);
  return { url: message.url, close: () => child.kill() };
}

/** A script's message on what a crawl took, once it has ended; it gets a new folder, which `prepare` may have filled before. */
export async function measure(script, args, prepare = null) {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  try {
    if (prepare !== null) await run(prepare.script, folder, ...prepare.args);
    const { child, message } = await start(script, folder, ...args);
    if (child.exitCode === null) await once(child, 'exit');
    return message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(script, ...args) {
  const [code] = await once(fork(pathOf(script), args.map(String)), 'exit');
  if (code !== 0) throw new Error(`${script} ended with code ${code}`);
}

/** What several runs took, in the middle. */
export function medianOf(runs) {
  const middle = (name) => runs.map((one) => one[name]).sort((a, b) => a - b)[runs.length >> 1];
  return { pages: middle('pages'), seconds: middle('seconds'), cpu: middle('cpu'), peak: middle('peak') };
}
