import type { FailureCode } from '../reasons.ts';

/** How a request ends. */
export type RequestOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: FailureCode; readonly message: string }
  | { readonly kind: 'retry'; readonly failure: FailureCode; readonly message: string; readonly at: number };
