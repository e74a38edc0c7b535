import { CHROMIUM } from './chromium.ts';
import { GHOSTSCRIPT } from './ghostscript.ts';
import { GNUMERIC } from './gnumeric.ts';
import { LIBREOFFICE } from './libreoffice.ts';
import { PAGE_PRINTERS } from './page-printers.ts';
import { PANDOC } from './pandoc.ts';
import { PICTURES } from './pictures.ts';
import type { Producer } from './producer.ts';

export const PRODUCERS: readonly Producer[] = [
  ...CHROMIUM,
  ...LIBREOFFICE,
  ...PAGE_PRINTERS,
  ...PANDOC,
  GNUMERIC,
  ...GHOSTSCRIPT,
  ...PICTURES,
];
