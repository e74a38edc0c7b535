import { existsSync } from 'node:fs';
import { findBrowser } from '../../src/crawlers/browser/find.ts';

/** Whether this machine has a browser; tests that need one are skipped without. */
export const hasBrowser = (() => {
  try {
    return existsSync(findBrowser(() => ''));
  } catch {
    return false;
  }
})();
