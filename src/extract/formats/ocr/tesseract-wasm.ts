import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Worker } from 'tesseract.js';
import { type OcrEngine, parseTsv, type RecogniseOptions, SEGMENTATION, type Word } from './engine.ts';
import type { Gray } from './gray.ts';
import { toTiff } from './tiff.ts';

/** Folder of a language's model: the integer form of tesseract's best models, a tenth of the size of the standard ones. */
export const modelFolder = (language: string): string =>
  join(
    dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`)),
    '4.0.0_best_int',
  );

/** Tesseract compiled to WebAssembly, with the models from npm: works everywhere, without network. One thread, one model at a time. */
export function wasmEngine(): OcrEngine {
  const queue = new WorkerQueue();
  return {
    name: 'tesseract.js',
    recognise: (images, options) => queue.recognise(images, options),
    // Its thread is one of this process.
    spentMs: () => 0,
    close: () => queue.close(),
  };
}

type Language = RecogniseOptions['language'];

/**
 * Pictures one after another. A model with its thread takes 150 MB, so that the one in use is ended before the other starts: languages
 * change twice a document.
 */
class WorkerQueue {
  private open: { readonly language: Language; readonly worker: Promise<Worker> } | null = null;
  private last: Promise<unknown> = Promise.resolve();

  recognise(images: Iterable<Gray>, options: RecogniseOptions): Promise<Word[][]> {
    const result = this.last.then(async () => {
      const worker = await this.workerFor(options.language);
      await worker.setParameters(parametersOf(options));
      const words: Word[][] = [];
      for (const image of images) {
        const { data } = await worker.recognize(toTiff(image), {}, { text: false, tsv: true });
        words.push(...parseTsv(data.tsv ?? '', 1));
      }
      return words;
    });
    this.last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    await this.last;
    await this.end();
  }

  private async workerFor(language: Language): Promise<Worker> {
    if (this.open?.language !== language) {
      await this.end();
      this.open = { language, worker: startWorker(language) };
    }
    return this.open.worker;
  }

  private async end(): Promise<void> {
    const worker = await this.open?.worker.catch(() => null);
    this.open = null;
    await worker?.terminate();
  }
}

async function startWorker(language: Language): Promise<Worker> {
  const { createWorker, OEM } = (await import('tesseract.js')).default;
  const options = {
    langPath: modelFolder(language),
    cacheMethod: 'none',
    gzip: true,
    // Without a handler a failing job would also be thrown where nobody catches it.
    errorHandler: () => undefined,
  };
  return createWorker(language, OEM.LSTM_ONLY, options, language === 'eng' ? NO_WORD_LISTS : {});
}

/** The English model reads numbers only: its word lists would cost memory and pull digits towards words. */
const NO_WORD_LISTS = {
  load_system_dawg: '0',
  load_freq_dawg: '0',
  load_punc_dawg: '0',
  load_number_dawg: '0',
  load_bigram_dawg: '0',
};

const parametersOf = ({ layout, dpi, only }: RecogniseOptions) => ({
  tessedit_pageseg_mode: SEGMENTATION[layout] as never,
  tessedit_char_whitelist: only ?? '',
  user_defined_dpi: String(Math.round(dpi)),
});
