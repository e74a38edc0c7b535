#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(entry)) {
  console.error('nianbao: not built yet. Run `npm ci && npm run build` (or `npm start`, which does both).');
  process.exit(2);
}
const program = await import(entry.href).catch((error) => {
  if (!['EMFILE', 'ENFILE', 'ENOMEM'].includes(error?.code)) throw error;
  console.error(`nianbao: cannot be loaded (${error.message}). Raise the limits (ulimit -n 1024) and try again.`);
  process.exit(1);
});
await program.runProcess();
