import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Worker } from 'tesseract.js';
import { type OcrEngine, parseTsv, type RecogniseOptions, SEGMENTATION } from './engine.ts';
import { toPgm } from './gray.ts';

/** Folder of a language's model: the integer form of tesseract's best models, a tenth of the size of the standard ones. */
export const modelFolder = (language: string): string =>
  join(
    dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`)),
    '4.0.0_best_int',
  );

/** Tesseract compiled to WebAssembly, with the models from npm: works everywhere, without network. */
export function wasmEngine(): OcrEngine {
  const workers = new Map<string, Promise<Worker>>();
  const workerFor = (language: string): Promise<Worker> => {
    const worker = workers.get(language) ?? startWorker(language);
    workers.set(language, worker);
    return worker;
  };
  return {
    name: 'tesseract.js',
    recognise: async (image, options) => {
      const worker = await workerFor(options.language);
      await worker.setParameters(parametersOf(options));
      const { data } = await worker.recognize(toPgm(image), {}, { text: false, tsv: true });
      return parseTsv(data.tsv ?? '');
    },
    close: async () => {
      const started = await Promise.allSettled(workers.values());
      await Promise.all(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.terminate()] : [])));
      workers.clear();
    },
  };
}

async function startWorker(language: string): Promise<Worker> {
  const { createWorker, OEM } = (await import('tesseract.js')).default;
  return createWorker(language, OEM.LSTM_ONLY, {
    langPath: modelFolder(language),
    cacheMethod: 'none',
    gzip: true,
    // Without a handler a failing job would also be thrown where nobody catches it.
    errorHandler: () => undefined,
  });
}

const parametersOf = ({ layout, dpi, only }: RecogniseOptions) => ({
  tessedit_pageseg_mode: SEGMENTATION[layout] as never,
  tessedit_char_whitelist: only ?? '',
  user_defined_dpi: String(Math.round(dpi)),
});
