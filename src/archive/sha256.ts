import { hash } from 'node:crypto';

const known = new WeakMap<Uint8Array, string>();

/** Hex SHA-256 of bytes that nobody changes any more: archive, index and crawl ask for that of the same ones. */
export function sha256Of(bytes: Uint8Array): string {
  let digest = known.get(bytes);
  if (digest === undefined) {
    digest = hash('sha256', bytes);
    known.set(bytes, digest);
  }
  return digest;
}
