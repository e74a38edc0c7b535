import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names under which Chromium and its relatives are installed. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
];
/** Where they are without being on the path. */
const PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const HOW_TO_INSTALL =
  'Install it (Debian and Ubuntu: `apt-get install chromium`; anywhere: `npx playwright install --with-deps chromium`), ' +
  'or set browser: never for the portal.';

/** A person must install or mend something first. */
export class BrowserMissingError extends Error {
  /** `found`: a program that does not start, and its complaint. */
  constructor(found?: { readonly program: string; readonly complaint: string }) {
    const what =
      found === undefined
        ? 'no Chromium was found'
        : `the browser ${found.program} does not start (${found.complaint})`;
    super(`${what}. ${HOW_TO_INSTALL}`);
    this.name = 'BrowserMissingError';
  }
}

/** The program of a browser on this machine: the system's, else `own` (Playwright's download). @throws BrowserMissingError */
export function findBrowser(own: () => string, path = process.env.PATH ?? ''): string {
  const folders = [...path.split(delimiter), ...PLACES].filter((folder) => folder !== '');
  const system = folders.flatMap((folder) => [...NAMES.map((name) => join(folder, name)), folder]).find(isBrowser);
  if (system !== undefined) return system;
  const downloaded = own();
  if (downloaded !== '' && existsSync(downloaded)) return downloaded;
  throw new BrowserMissingError();
}

function isBrowser(file: string): boolean {
  return /(?:chrom|edge|brave)[^/]*$/i.test(file) && !file.endsWith('/') && existsSync(file);
}
