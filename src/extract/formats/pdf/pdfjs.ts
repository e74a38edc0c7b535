import type { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { SharedPort } from './port.ts';
import { loadCore, type PdfjsCore } from './worker-source.ts';

/** The library's side that is asked. */
type Api = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

export interface Pdfjs {
  readonly api: Api;
  readonly core: PdfjsCore;
}

let loading: Promise<Pdfjs> | null = null;

/** pdf.js, loaded when the first PDF comes; its core, too, which runs in this thread. */
export function loadPdfjs(): Promise<Pdfjs> {
  loading ??= withNatives(async () => {
    const scope = globalThis as Record<string, unknown>;
    // It needs these names to exist when it is loaded, although only drawing uses them.
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) scope[name] ??= class {};
    return { api: await import('pdfjs-dist/legacy/build/pdf.mjs'), core: loadCore() };
  });
  return loading;
}

/** What joins pdf.js's two sides for one document: nothing of it outlives the document. */
export function workerFor({ api, core }: Pdfjs): PDFWorker {
  const port = new SharedPort();
  // Its types know of no port but null.
  const worker = new api.PDFWorker({ port: port as unknown as null, verbosity: api.VerbosityLevel.ERRORS });
  core.initializeFromPort(port);
  return worker;
}

/**
 * Loads a module and puts back what its polyfills replace for the whole program: `push` in place of an engine's that does not throw on
 * frozen arrays, `JSON` with raw numbers. Nobody here needs those, and they cost a tenth of the time that a PDF takes.
 */
export async function withNatives<T>(load: () => Promise<T>): Promise<T> {
  const { push } = Array.prototype;
  const { parse, stringify } = JSON;
  const loaded = await load();
  // Assigned, not defined anew: they stay as hidden from loops over properties as they were.
  Array.prototype.push = push;
  JSON.parse = parse;
  JSON.stringify = stringify;
  return loaded;
}
