import { shardMessages } from './messages.ts';

/** A package that only work on several machines needs, and that is not installed. */
class MissingPackageError extends Error {
  readonly exitCode = 2;
  constructor(name: string) {
    super(shardMessages.missingPackage(name));
    this.name = 'MissingPackageError';
  }
}

async function loaded<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') throw new MissingPackageError(name);
    throw error;
  }
}

/** PostgreSQL's driver. A machine that works alone never loads it. */
export const loadPg = async () => (await loaded('pg', () => import('pg'))).default;

/** The engine of jobs. */
export const loadBoss = async () => (await loaded('pg-boss', () => import('pg-boss'))).default;

/** The client of object stores. */
export const loadS3 = () => {
  // The version is the last that runs on every Node which we do: its word to developers that later ones will not is none for users.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return loaded('@aws-sdk/client-s3', () => import('@aws-sdk/client-s3'));
};
