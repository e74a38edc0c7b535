import type { Dialect } from './dialect.ts';
import { generic } from './generic.ts';

/** TRS WCM: static pages `index.html`, `index_1.html` … */
export const trs: Dialect = { ...generic, key: 'trs', name: 'TRS WCM (static pages)', detect: () => null };
