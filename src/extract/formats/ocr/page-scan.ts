import type { PDFiumPage } from '@hyzyla/pdfium';

/** The picture that a page consists of. */
export interface PageScan {
  /** Its resolution on the page as printed. */
  readonly dpi: number;
  /** The picture itself, where it is a JPEG that fills the page just as it is: no need to draw it. */
  readonly jpeg: { readonly bytes: Uint8Array; readonly isGrey: boolean } | null;
}

/** A scan's pixels are as wide as high; a fax is not, by more than this share. */
const OBLONG = 0.02;
/** What lies this near the page's edge, in points, lies at it. */
const AT_EDGE = 0.5;

/** What PDFium knows of an object and its wrapper does not tell. Pointers are to 32-bit floats. */
interface PageObject {
  readonly objectIdx: number;
  readonly pageIdx: number;
  readonly module: {
    readonly HEAPU8: Uint8Array;
    readonly wasmExports: { malloc(bytes: number): number; free(at: number): void };
    _FPDFPage_GetRotation(page: number): number;
    _FPDFPageObj_GetMatrix(object: number, six: number): number;
    _FPDFPageObj_HasTransparency(object: number): number;
    _FPDFPageObj_GetClipPath(object: number): number;
    _FPDFClipPath_CountPaths(path: number): number;
  };
}

/**
 * A page that is nothing but one picture, as scanners make them: there is no use in drawing it with more pixels than it has. Else null.
 * `isBare`: the file has no pictures whose shades mean something else, or which are laid over with others.
 */
export async function pageScan(page: PDFiumPage, isBare: boolean): Promise<PageScan | null> {
  if (page.getObjectCount() !== 1) return null;
  const object = page.getObject(0);
  if (object.type !== 'image') return null;
  const raw = await object.getImageDataRaw().catch(() => null);
  if (raw === null) return null;
  const { data, filters, width, height } = raw;
  const inner = object as unknown as PageObject;
  const [a, b, c, d, left, bottom] = matrixOf(inner);
  const [across, down] = [(width * 72) / Math.hypot(a, b), (height * 72) / Math.hypot(c, d)];
  if (!(Math.abs(across / down - 1) < OBLONG)) return null;
  const paper = page.getOriginalSize();
  const atEdge = [left, bottom, a - paper.originalWidth, d - paper.originalHeight].every(
    (off) => Math.abs(off) < AT_EDGE,
  );
  const components = filters.join() === 'DCTDecode' ? componentsOf(data) : 0;
  const isPlain =
    isBare && (components === 1 || components === 3) && atEdge && b === 0 && c === 0 && isShownAsIs(inner);
  return { dpi: Math.max(across, down), jpeg: isPlain ? { bytes: data, isGrey: components === 1 } : null };
}

function isShownAsIs({ module, objectIdx, pageIdx }: PageObject): boolean {
  const clip = module._FPDFPageObj_GetClipPath(objectIdx);
  const isClipped = clip !== 0 && module._FPDFClipPath_CountPaths(clip) > 0;
  return !isClipped && module._FPDFPage_GetRotation(pageIdx) === 0 && !module._FPDFPageObj_HasTransparency(objectIdx);
}

/** How the unit square becomes the object on its page, in points: what PDF calls a, b, c, d, e and f. */
function matrixOf({ module, objectIdx }: PageObject): readonly [number, number, number, number, number, number] {
  const at = module.wasmExports.malloc(24);
  try {
    if (module._FPDFPageObj_GetMatrix(objectIdx, at) === 0) return [0, 0, 0, 0, 0, 0];
    const view = new DataView(module.HEAPU8.buffer, at, 24);
    const value = (index: number): number => view.getFloat32(index * 4, true);
    return [value(0), value(1), value(2), value(3), value(4), value(5)];
  } finally {
    module.wasmExports.free(at);
  }
}

/** How many components a JPEG says that it has, in the header of its frame; 0 where none is found. */
function componentsOf(jpeg: Uint8Array): number {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return jpeg[at + 9] ?? 0;
    at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
  }
  return 0;
}
