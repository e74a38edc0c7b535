/** A change of pdf.js's core: a piece of its source that stands in it once, and what takes its place. */
export interface Change {
  readonly why: string;
  readonly from: string;
  readonly to: string;
}

/** Only a module knows its address, and a decoder in WebAssembly asks for it; none is used (`useWasm`). */
function withoutAddress(decoder: string): Change {
  const head = `async function ${decoder}(moduleArg = {}) {
  var moduleRtn;
  var Module = moduleArg;
  var ENVIRONMENT_IS_WEB = true;
  var ENVIRONMENT_IS_WORKER = false;
  var arguments_ = [];
  var thisProgram = "./this.program";
  var quit_ = (status, toThrow) => {
    throw toThrow;
  };
  var _scriptName = `;
  return { why: 'no address of a module', from: `${head}import.meta.url;`, to: `${head}"";` };
}

/**
 * What pdf.js does for drawing or for threads and reading does not need: half of the time that a PDF took. What it tells of a page stays
 * the same (`as-it-comes.test.ts`).
 */
export const CHANGES: readonly Change[] = [
  {
    why: 'a function gives the core, in place of a module and of a name for the whole program',
    from: `globalThis.pdfjsWorker = {
  WorkerMessageHandler: WorkerMessageHandler
};

export { WorkerMessageHandler };`,
    to: 'return WorkerMessageHandler;',
  },
  withoutAddress('JBig2'),
  withoutAddress('OpenJPEG'),
  {
    why: 'a list of operations that is handed over is not used again',
    from: `    this.fnArray.length = 0;
    this.argsArray.length = 0;
    this.weight = 0;`,
    to: `    this.fnArray = [];
    this.argsArray = [];
    this.weight = 0;`,
  },
  {
    why: 'nothing is transferred between threads',
    from: '    }, 1, this._transfers);',
    to: '    }, 1);',
  },
  {
    why: 'the box of a path is computed from its points again; those of glyphs that are drawings are asked for',
    from: '[new Float32Array(pathBuffer)], pathMinMax.slice()]',
    to: '[new Float32Array(pathBuffer)], self.parsingType3Font ? pathMinMax.slice() : null]',
  },
  {
    why: 'outlines of glyphs are not drawn',
    from: `    const glyphs = font.charsToGlyphs(chars);
    if (font.data) {`,
    to: `    const glyphs = font.charsToGlyphs(chars);
    if (false) {`,
  },
  {
    why: 'Chinese encodings are the same for all documents: the last ones are kept',
    from: `  const {
    cMapData,
    isCompressed
  } = await fetchBuiltInCMap(name);
  const cMap = new CMap(true);
  if (isCompressed) {
    return new BinaryCMapReader().process(cMapData, cMap, useCMap => extendCMap(cMap, fetchBuiltInCMap, useCMap));
  }
  const lexer = new Lexer(new Stream(cMapData));
  return parseCMap(cMap, lexer, fetchBuiltInCMap, null);
}`,
    to: `  const kept = keptCMaps.get(name);
  if (kept) {
    keptCMaps.delete(name);
    keptCMaps.set(name, kept);
    return kept;
  }
  const {
    cMapData,
    isCompressed
  } = await fetchBuiltInCMap(name);
  const cMap = new CMap(true);
  const read = await (isCompressed ? new BinaryCMapReader().process(cMapData, cMap, useCMap => extendCMap(cMap, fetchBuiltInCMap, useCMap)) : parseCMap(cMap, new Lexer(new Stream(cMapData)), fetchBuiltInCMap, null));
  keptCMaps.set(name, read);
  if (keptCMaps.size > 8) {
    keptCMaps.delete(keptCMaps.keys().next().value);
  }
  return read;
}
const keptCMaps = new Map();`,
  },
  {
    why: 'so are their characters',
    from: `      const toUnicode = [],
        buf = [];
      properties.cMap.forEach(`,
    to: `      const known = properties.cMap.charactersBy?.get(ucs2CMap);
      if (known) {
        return new ToUnicodeMap(known);
      }
      const toUnicode = [],
        buf = [];
      properties.cMap.forEach(`,
  },
  {
    why: 'and kept with the encoding',
    from: `        }
      });
      return new ToUnicodeMap(toUnicode);
    }
    return new IdentityToUnicodeMap(properties.firstChar, properties.lastChar);`,
    to: `        }
      });
      (properties.cMap.charactersBy ??= new WeakMap()).set(ucs2CMap, toUnicode);
      return new ToUnicodeMap(toUnicode);
    }
    return new IdentityToUnicodeMap(properties.firstChar, properties.lastChar);`,
  },
  {
    why: 'what is kept is not amended: its copy is',
    from: `  amend(map) {
    for (const charCode in map) {
      this._map[charCode]`,
    to: `  amend(map) {
    this._map = this._map.slice();
    for (const charCode in map) {
      this._map[charCode]`,
  },
  {
    why: 'characters of a font that is not in the file: the same for all fonts of an encoding',
    from: `      const map = [];
      this.toUnicode.forEach((charCode, unicodeCharCode) => {
        if (!this.composite) {`,
    to: `      const characters = this.composite ? this.toUnicode._map : undefined;
      const known = keptFontChars.get(characters);
      const map = known ?? [];
      if (characters && !known) {
        keptFontChars.set(characters, map);
      }
      if (!known) this.toUnicode.forEach((charCode, unicodeCharCode) => {
        if (!this.composite) {`,
  },
  {
    why: 'kept as long as the encoding',
    from: `class Font {
  constructor(name, file, properties, evaluatorOptions) {`,
    to: `const keptFontChars = new WeakMap();
class Font {
  constructor(name, file, properties, evaluatorOptions) {`,
  },
  {
    why: 'what is compressed is at hand as a whole: without streams',
    from: `    try {
      const {
        readable,
        writable
      } = new DecompressionStream(name);`,
    to: `    try {
      if (name === "deflate") {
        return {
          decompressed: new Uint8Array(inflateSync(bytes)),
          compressed: bytes
        };
      }
      const {
        readable,
        writable
      } = new DecompressionStream(name);`,
  },
];
