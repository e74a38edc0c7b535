import { HTML_LAYOUTS } from './html-layouts.ts';
import { JOINED } from './joined.ts';
import type { Layout } from './layout.ts';
import { BAR_LINES, PLAIN_LINES, TAB_LINES } from './lines.ts';
import { MARKDOWN } from './markdown.ts';
import { PAGE_BROKEN } from './pages.ts';
import { COPIED_ROWS, RAGGED_ROWS, SPACE_ROWS, TAB_ROWS, WRAPPED_ROWS } from './tab-rows.ts';
import { UNSEEN_LAYOUTS } from './unseen.ts';

export type { Layout, Optional } from './layout.ts';

/** Every layout that the generator knows. */
export const LAYOUTS: readonly Layout[] = [
  ...HTML_LAYOUTS,
  TAB_LINES,
  PLAIN_LINES,
  TAB_ROWS,
  COPIED_ROWS,
  RAGGED_ROWS,
  SPACE_ROWS,
  MARKDOWN,
  PAGE_BROKEN,
  JOINED,
  ...UNSEEN_LAYOUTS,
  WRAPPED_ROWS,
  BAR_LINES,
];
