import type { Fit } from '../double-byte.ts';
import type { Utf8Fit } from '../utf8.ts';

/**
 * Text that is in one charset from its first byte to its last, as nearly every page is, with what everything else in this folder would find
 * in it: one pass instead of eight. What is not as clean is gone through by each of them.
 */
export interface CleanText {
  readonly charset: 'utf-8' | 'gb18030';
  readonly text: string;
  readonly utf8: Utf8Fit;
  /** How well bytes that are no UTF-8 read as either charset of two bytes a character. */
  readonly fits: { readonly gb18030: Fit; readonly big5: Fit } | null;
  /** Whether it has characters that text has that was decoded in a wrong charset before. */
  readonly mayBeSpoiled: boolean;
}
