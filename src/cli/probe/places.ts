import path from 'node:path';
import { readEnvironment } from '../../config/index.ts';
import type { Places } from '../../probe/write/write.ts';
import type { CliOptions } from '../command.ts';

/** Where found portals are written: `--config`, and `--fixtures` or the folder of saved pages beside it. */
export function placesOf(options: CliOptions): Places {
  const configDir = typeof options.config === 'string' ? options.config : readEnvironment().configDir;
  const beside = path.join(path.dirname(path.resolve(configDir)), 'test', 'fixtures', 'portals');
  return { configDir, fixturesDir: typeof options.fixtures === 'string' ? options.fixtures : beside };
}
