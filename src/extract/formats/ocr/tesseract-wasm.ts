import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Worker } from 'tesseract.js';
import { type OcrEngine, parseTsv, type RecogniseOptions, SEGMENTATION, type Word } from './engine.ts';
import { type Gray, toPgm } from './gray.ts';

/** Folder of a language's model: the integer form of tesseract's best models, a tenth of the size of the standard ones. */
export const modelFolder = (language: string): string =>
  join(
    dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`)),
    '4.0.0_best_int',
  );

/** Tesseract compiled to WebAssembly, with the models from npm: works everywhere, without network. One thread a language. */
export function wasmEngine(): OcrEngine {
  const lanes = new Map<string, Lane>();
  return {
    name: 'tesseract.js',
    recognise: (image, options) => {
      const lane = lanes.get(options.language) ?? new Lane(startWorker(options.language));
      lanes.set(options.language, lane);
      return lane.recognise(image, options);
    },
    close: async () => {
      await Promise.all([...lanes.values()].map((lane) => lane.close()));
      lanes.clear();
    },
  };
}

/** One worker's pictures one after another: parameters belong to the worker, so two at once would get each other's. */
class Lane {
  private readonly worker: Promise<Worker>;
  private last: Promise<unknown> = Promise.resolve();

  constructor(worker: Promise<Worker>) {
    this.worker = worker;
  }

  recognise(image: Gray, options: RecogniseOptions): Promise<Word[]> {
    const result = this.last.then(async () => {
      const worker = await this.worker;
      await worker.setParameters(parametersOf(options));
      const { data } = await worker.recognize(toPgm(image), {}, { text: false, tsv: true });
      return parseTsv(data.tsv ?? '');
    });
    this.last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    await this.last;
    const worker = await this.worker.catch(() => null);
    await worker?.terminate();
  }
}

async function startWorker(language: string): Promise<Worker> {
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
