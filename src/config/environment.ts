import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Language, languageOf } from '../language/language.ts';

/** The only file that reads the environment. */
export interface Environment {
  /** Folder of nianbao.yaml and portals/. */
  readonly configDir: string;
  /** Data folder where `--data` is not given. */
  readonly dataDir: string;
  /** Print the stack of an unexpected error, for whoever mends the program. */
  readonly debug: boolean;
  /** Address of the PostgreSQL database that workers share, where `--postgres` is not given; null: none. It may hold a password. */
  readonly postgres: string | null;
  /** The object store, where `--store` is not given; null: none. */
  readonly objectStore: string | null;
  /** In which people are spoken to where `--lang` is not given. */
  readonly language: Language;
}

/** The configuration that comes with the program; the same from src/ and from dist/. */
const BUNDLED = fileURLToPath(new URL('../../config', import.meta.url));

/** `NIANBAO_CONFIG`, `NIANBAO_DATA`, `NIANBAO_DEBUG`, `NIANBAO_LANG`, `NIANBAO_POSTGRES`, `NIANBAO_STORE`; else ./config where it has portals, else the bundled configuration, and ./data. */
export function readEnvironment(environment: NodeJS.ProcessEnv = process.env): Environment {
  const here = path.resolve('config');
  return {
    configDir: environment.NIANBAO_CONFIG || (existsSync(path.join(here, 'portals')) ? here : BUNDLED),
    dataDir: environment.NIANBAO_DATA || 'data',
    postgres: environment.NIANBAO_POSTGRES || null,
    objectStore: environment.NIANBAO_STORE || null,
    debug: Boolean(environment.NIANBAO_DEBUG),
    language: languageOf(environment),
  };
}

/** Paths inside a configuration folder. */
export const portalsDir = (configDir: string): string => path.join(configDir, 'portals');
export const globalFile = (configDir: string): string => path.join(configDir, 'nianbao.yaml');
