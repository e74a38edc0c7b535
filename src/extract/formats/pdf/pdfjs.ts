type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

let loading: Promise<Pdfjs> | null = null;

/** pdf.js, loaded when the first PDF comes; its worker, too, which runs in this thread. */
export function loadPdfjs(): Promise<Pdfjs> {
  loading ??= withNatives(async () => {
    const scope = globalThis as Record<string, unknown>;
    // It needs these names to exist when it is loaded, although only drawing uses them.
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) scope[name] ??= class {};
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
    // Else it comes by itself with the first document.
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string);
    return pdfjs;
  });
  return loading;
}

/**
 * Loads a module and puts back what its polyfills replace for the whole program: `push` in place of an engine's that does not throw on
 * frozen arrays, `JSON` with raw numbers. Nobody here needs those, and they cost a tenth of the time that a PDF takes.
 */
async function withNatives<T>(load: () => Promise<T>): Promise<T> {
  const { push } = Array.prototype;
  const { parse, stringify } = JSON;
  const loaded = await load();
  // Assigned, not defined anew: they stay as hidden from loops over properties as they were.
  Array.prototype.push = push;
  JSON.parse = parse;
  JSON.stringify = stringify;
  return loaded;
}
