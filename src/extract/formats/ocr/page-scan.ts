import type { PDFiumPage } from '@hyzyla/pdfium';

/** The picture that a page consists of. */
export interface PageScan {
  /** Its resolution on the page as printed. */
  readonly dpi: number;
  /** Whether it is a JPEG without colour. */
  readonly isGrey: boolean;
}

/** A scan's pixels are as wide as high; a fax is not, by more than this share. */
const OBLONG = 0.02;

/** What PDFium knows of an object and its wrapper does not tell. */
interface PageObject {
  readonly objectIdx: number;
  readonly module: {
    readonly HEAPU8: Uint8Array;
    readonly wasmExports: { malloc(bytes: number): number; free(at: number): void };
    /** Left, bottom, right, top as 32-bit floats, in points. */
    _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  };
}

/** A page that is nothing but one picture, as scanners make them: there is no use in drawing it with more pixels than it has. Else null. */
export async function pageScan(page: PDFiumPage): Promise<PageScan | null> {
  if (page.getObjectCount() !== 1) return null;
  const object = page.getObject(0);
  if (object.type !== 'image') return null;
  const [across, down] = sizeOf(object as unknown as PageObject);
  const raw = await object.getImageDataRaw().catch(() => null);
  if (raw === null) return null;
  const { data, filters, width, height } = raw;
  const isGrey = filters.join() === 'DCTDecode' && componentsOf(data) === 1;
  // It may lie on its side.
  for (const [columns, rows] of [
    [width, height],
    [height, width],
  ] as const) {
    const [dpi, other] = [(columns * 72) / across, (rows * 72) / down];
    if (Math.abs(dpi / other - 1) < OBLONG) return { dpi: Math.max(dpi, other), isGrey };
  }
  return null;
}

/** Width and height of an object on its page, in points. */
function sizeOf({ module, objectIdx }: PageObject): readonly [width: number, height: number] {
  const at = module.wasmExports.malloc(16);
  try {
    module._FPDFPageObj_GetBounds(objectIdx, at, at + 4, at + 8, at + 12);
    const view = new DataView(module.HEAPU8.buffer, at, 16);
    const [left, bottom, right, top] = [0, 4, 8, 12].map((offset) => view.getFloat32(offset, true));
    return [(right ?? 0) - (left ?? 0), (top ?? 0) - (bottom ?? 0)];
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
