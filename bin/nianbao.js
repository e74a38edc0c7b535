#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(entry)) {
  console.error('nianbao: not built yet. Run `npm ci && npm run build` (or `npm start`, which does both).');
  process.exit(2);
}
const { runProcess } = await import(entry.href);
await runProcess();
