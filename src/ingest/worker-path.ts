import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The compiled worker: Node cannot fork TypeScript. Beside this file in production, in dist/ where tests run from source.
 * @throws where the project was not built.
 */
export function workerScript(): string {
  const compiled = import.meta.url.endsWith('.ts') ? '../../dist/ingest/worker.js' : './worker.js';
  const path = fileURLToPath(new URL(compiled, import.meta.url));
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build\` first`);
  return path;
}
