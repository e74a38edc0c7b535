import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The compiled script of a worker, by its name below src/: Node cannot fork TypeScript. Beside this file's folder in production, in dist/
 * where tests run from source.
 * @throws where the project was not built.
 */
export function workerScript(
  name: 'ingest/worker' | 'crawlers/apart/heavy-worker' | 'crawlers/apart/page-worker' | 'web/source/worker',
): string {
  const root = import.meta.url.endsWith('.ts') ? '../../dist/' : '../';
  const path = fileURLToPath(new URL(`${root}${name}.js`, import.meta.url));
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build\` first`);
  return path;
}
