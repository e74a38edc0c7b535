import { initial } from './001-initial/index.ts';
import { cells } from './002-cells.ts';

/** The schema's steps in order. Never change one that was released. */
export const MIGRATIONS: readonly string[] = [initial, cells];

/** Schemas of before the first release have no steps: a database that has one of them is made anew from its archive. */
export const UNRELEASED_SCHEMAS = 11;

/** A database's `user_version` when it has taken all steps. */
export const SCHEMA_VERSION = UNRELEASED_SCHEMAS + MIGRATIONS.length;
