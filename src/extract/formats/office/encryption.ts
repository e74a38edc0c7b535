import { UnreadableError } from '../../document.ts';
import type { Package } from './package.ts';

/** Refuses a protected OpenDocument package, which is an ordinary ZIP file with encrypted parts in it. Throws `UnreadableError` 'encrypted'. */
export async function refuseEncrypted(zip: Package): Promise<void> {
  const manifest = (await zip.part('META-INF/manifest.xml'))?.toString('utf8') ?? '';
  if (/<(?:\w+:)?encryption-data[\s/>]/.test(manifest))
    throw new UnreadableError('encrypted', 'The file is protected by a password. Ask its publisher for an open copy.');
}
