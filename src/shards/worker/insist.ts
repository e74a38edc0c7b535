import { setTimeout as sleep } from 'node:timers/promises';
import { type Lease, LeaseLostError } from '../lease/lease.ts';

const AGAIN_MS = 500;

/** Asks PostgreSQL again and again while the lease is ours: it may be gone for a moment. @throws LeaseLostError */
export async function insist<T>(lease: Lease, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    lease.check();
    try {
      return await ask();
    } catch (error) {
      if (error instanceof LeaseLostError || !isOfConnection(error)) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

/** Of the connection or of a server that stops or starts; not of what was asked. */
export function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // 08: connection; 57P: the server shuts down or is not up yet; 40: undone by the server, to be asked again; 53: no room for now.
  if (/^(?:08|57P|40|53)/.test(code) || /^(?:E[A-Z]+)$/.test(code)) return true;
  return /connection terminated|timeout|Connection ended|not queryable/i.test(error.message);
}
