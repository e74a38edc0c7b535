import type { Warning } from '../document.ts';

/** For formats whose text can be read up to where the file ends. */
export const CUT_SHORT: Warning = {
  code: 'cut_short',
  message: 'The file is cut short: what stands at its end is missing. Download the file again.',
  where: null,
};
