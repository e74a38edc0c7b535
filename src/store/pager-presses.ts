import { dayAfter } from '../vocabulary/clock.ts';
import type { Store } from './store.ts';

/** A row of a list that pressing its pager brought. */
export interface FoundRow {
  readonly url: string;
  readonly title: string;
  readonly date?: string | undefined;
  readonly organ?: string | undefined;
}

/** What pressing the pager of a list gave, as the table `pager_press` keeps it. */
export interface PagerPress {
  readonly found: readonly FoundRow[];
  readonly completeness: 'complete' | 'incomplete';
  readonly evidence: string;
}

interface PressedPage {
  readonly portalId: string;
  readonly url: string;
  /** Digest of the rows that the page itself holds. */
  readonly rowsSha256: string;
}

/** Old reports are put in order now and then, without a new row on the first page: a pressing counts for so many days. */
const VALID_DAYS = 30;

export function addPagerPress(
  store: Store,
  { portalId, url, rowsSha256 }: PressedPage,
  press: PagerPress & { readonly pressedOn: string },
): void {
  store.run(
    `INSERT INTO pager_press (portal_id, url, rows_sha256, found, completeness, evidence, pressed_on) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (portal_id, url) DO UPDATE SET rows_sha256 = excluded.rows_sha256, found = excluded.found,
       completeness = excluded.completeness, evidence = excluded.evidence, pressed_on = excluded.pressed_on`,
    portalId,
    url,
    rowsSha256,
    JSON.stringify(press.found),
    press.completeness,
    press.evidence,
    press.pressedOn,
  );
}

/** What an earlier pressing gave, where the page's rows are as they were then; null: it is to be pressed. */
export function pagerPress(
  store: Store,
  { portalId, url, rowsSha256 }: PressedPage,
  day: string,
): (PagerPress & { readonly pressedOn: string }) | null {
  const row = store.get<{
    found: string;
    completeness: 'complete' | 'incomplete';
    evidence: string;
    pressedOn: string;
  }>(
    `SELECT found, completeness, evidence, pressed_on AS pressedOn FROM pager_press
     WHERE portal_id = ? AND url = ? AND rows_sha256 = ? AND pressed_on >= ?`,
    portalId,
    url,
    rowsSha256,
    dayAfter(day, -VALID_DAYS),
  );
  return row === undefined ? null : { ...row, found: JSON.parse(row.found) as FoundRow[] };
}
