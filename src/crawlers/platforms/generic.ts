import type { Dialect } from './dialect.ts';

/** Any portal: links by their titles. */
export const generic: Dialect = {
  key: 'generic',
  name: 'generic (links by title)',
  detect: () => ({ confidence: 0.01, evidence: ['fallback'] }),
  list: () => ({ items: [], next: [], columns: [] }),
  detail: () => ({ attachments: [], embedded: [] }),
};
