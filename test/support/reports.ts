import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The nine real documents that stand beside the project; not copied into it. Null in a clone without them: such tests say that they skip. */
export const realReports: string | null = (() => {
  const folder = resolve(import.meta.dirname, '../../../shared/reports');
  return existsSync(folder) && readdirSync(folder).length > 0 ? folder : null;
})();
