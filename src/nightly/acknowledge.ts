import type { Store } from '../store/store.ts';

export interface NewAcknowledgement {
  /** Of an open finding. */
  readonly finding: number;
  readonly reason: string;
  /** Days, `YYYY-MM-DD`. */
  readonly madeOn: string;
  readonly expiresOn: string;
}

export interface AcknowledgementRow {
  readonly id: number;
  readonly kind: string;
  readonly scope: string;
  readonly name: string;
  readonly reason: string;
  readonly made_on: string;
  readonly expires_on: string;
}

/**
 * Notes that a person knows of a finding: it, and whatever is the same again, turns no exit code until the day on which that ends. False
 * where no open finding has that number.
 */
export function acknowledge(store: Store, { finding, reason, madeOn, expiresOn }: NewAcknowledgement): boolean {
  const sql = `INSERT INTO acknowledgement (kind, scope, name, reason, made_on, expires_on)
    SELECT kind, scope, name, ?, ?, ? FROM finding WHERE id = ? AND closed_run_id IS NULL
    ON CONFLICT (kind, scope, name) DO UPDATE SET reason = excluded.reason, made_on = excluded.made_on, expires_on = excluded.expires_on`;
  return store.run(sql, reason, madeOn, expiresOn, finding).changes > 0;
}

/** Takes an acknowledgement back. False where there is none of that number. */
export function takeBack(store: Store, id: number): boolean {
  return store.run('DELETE FROM acknowledgement WHERE id = ?', id).changes > 0;
}

/** All that count still, and those that have run out; the next to end first. */
export function acknowledgements(store: Store): AcknowledgementRow[] {
  return store.all<AcknowledgementRow>(
    'SELECT id, kind, scope, name, reason, made_on, expires_on FROM acknowledgement ORDER BY expires_on, id',
  );
}
