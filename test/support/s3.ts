import S3rver from 's3rver';
import { onTestFinished, vi } from 'vitest';
import { dataFolder } from './data-folder.ts';

/** A bucket on a server of its own, for one test. Returns its address as `--store` takes it; keys are in the environment meanwhile. */
export async function startBucket(name: string): Promise<string> {
  const directory = dataFolder();
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name }] });
  const { port } = await server.run();
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });
  return `s3://${name}/corpus/2026?endpoint=${encodeURIComponent(`http://127.0.0.1:${port}`)}`;
}
