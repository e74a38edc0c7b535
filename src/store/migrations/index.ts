import { initial } from './001-initial.ts';

/** The schema's steps in order; a database's `user_version` is the number of those it has taken. Never change one that was released. */
export const MIGRATIONS: readonly string[] = [initial];
