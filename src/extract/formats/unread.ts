import type { Warning } from '../document.ts';

/** For a file that is attached to another, and stays unread. */
export const attachedUnread = (name: string): Warning => ({
  code: 'embedded_unread',
  message: `The attached file “${name}” was not read.`,
  where: name,
});
