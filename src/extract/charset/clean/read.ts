import { isUtf8 } from 'node:buffer';
import { findBom } from '../bom.ts';
import { readGb18030 } from './gb18030.ts';
import type { CleanText } from './model.ts';
import { stretchesOf } from './stretches.ts';
import { readUtf8 } from './utf8.ts';

/** The text if its bytes are clean; what charset it is taken for is decided elsewhere. */
export function readClean(bytes: Uint8Array): CleanText | null {
  const stretches = stretchesOf(bytes);
  if (stretches === null) return null;
  return isUtf8(bytes) ? readUtf8(stretches, findBom(bytes)?.length ?? 0) : readGb18030(stretches);
}
