import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { inflateSync } from 'node:zlib';
import type { SharedPort } from './port.ts';
import { CHANGES } from './worker-changes.ts';

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
  const path = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  const load = compileFunction(changed(readFileSync(path, 'utf8')), ['moduleUrl', 'inflateSync'], { filename: path });
  return load(pathToFileURL(path).href, inflateSync);
}

function changed(source: string): string {
  let text = source;
  for (const { why, from, to } of CHANGES) {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`pdfjs-dist is not of the version that this reader knows (${why})`);
    text = parts.join(to);
  }
  // A module's source as a function's.
  return `'use strict';${text.replaceAll('import.meta.url', 'moduleUrl')}`;
}
