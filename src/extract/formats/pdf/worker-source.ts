import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { inflateSync } from 'node:zlib';
import type { SharedPort } from './port.ts';
import { CHANGES } from './worker-changes.ts';

export const CORE = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');

/** The side of pdf.js that reads files. */
export interface PdfjsCore {
  /** Serves the other side at this port. */
  initializeFromPort(port: SharedPort): void;
}

/**
 * pdf.js's core as `worker-changes.ts` changes it.
 * @throws Error where a place of a change is not there: pdfjs-dist is of another version.
 */
export function loadCore(): PdfjsCore {
  const load = compileFunction(changed(readFileSync(CORE, 'utf8')), ['inflateSync'], { filename: CORE });
  return load(inflateSync);
}

/** A module's source as a function's, with the changes. */
function changed(source: string): string {
  const places = CHANGES.map(({ why, from, to }) => {
    const at = source.indexOf(from);
    if (at < 0) throw new Error(`pdfjs-dist is not of the version that this reader knows (${why})`);
    return { at, end: at + from.length, to };
  }).sort((a, b) => a.at - b.at);
  const pieces = places.flatMap(({ at, to }, index) => [source.slice(places[index - 1]?.end ?? 0, at), to]);
  return ["'use strict';", ...pieces, source.slice(places.at(-1)?.end)].join('');
}
