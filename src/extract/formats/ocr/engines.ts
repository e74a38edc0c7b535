import type { OcrEngine } from './engine.ts';
import { programEngine } from './tesseract-program.ts';
import { wasmEngine } from './tesseract-wasm.ts';

/** The installed program where there is one, else WebAssembly. Close it after use. */
export const openEngine = (): OcrEngine => programEngine() ?? wasmEngine();
