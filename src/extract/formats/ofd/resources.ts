import type { OfdPackage } from './package.ts';
import { resolvePlace } from './package.ts';
import { child, childrenNamed, type OfdElement, textOf } from './xml.ts';

/** What a document's pages refer to by number: parameters of drawing, colours, fonts, pictures, drawings used more than once. */
export interface Resources {
  /** Elements `DrawParam` by ID. */
  readonly drawParams: ReadonlyMap<string, OfdElement>;
  /** Elements `ColorSpace` by ID. */
  readonly colourSpaces: ReadonlyMap<string, OfdElement>;
  /** Places of font files by ID; fonts that are not in the file have none. */
  readonly fonts: ReadonlyMap<string, string>;
  /** Places of picture files by ID. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Elements `CompositeGraphicUnit` by ID. */
  readonly composites: ReadonlyMap<string, OfdElement>;
}

export const NO_RESOURCES: Resources = {
  drawParams: new Map(),
  colourSpaces: new Map(),
  fonts: new Map(),
  pictures: new Map(),
  composites: new Map(),
};

/** Reads the resource parts that an element names (`PublicRes`, `DocumentRes`, `PageRes`) on top of those that are known. */
export async function readResources(
  ofd: OfdPackage,
  owner: OfdElement | undefined,
  at: string,
  known: Resources = NO_RESOURCES,
): Promise<Resources> {
  const places = ['PublicRes', 'DocumentRes', 'PageRes'].flatMap((name) =>
    childrenNamed(owner, name).map(({ text }) => ofd.place(text, at)),
  );
  if (places.length === 0) return known;
  const drawParams = new Map(known.drawParams);
  const colourSpaces = new Map(known.colourSpaces);
  const fonts = new Map(known.fonts);
  const pictures = new Map(known.pictures);
  const composites = new Map(known.composites);
  for (const place of places) {
    const part = await ofd.optional(place);
    if (!part) continue;
    // Places of files are in the folder that the part names; some producers name it once more.
    const folder = part.attributes.BaseLoc ? `${resolvePlace(part.attributes.BaseLoc, place)}/` : place;
    const fileAt = (file: string) => ofd.place(file, folder, place);
    addById(drawParams, part, 'DrawParam', (one) => one);
    addById(colourSpaces, part, 'ColorSpace', (one) => one);
    addById(composites, part, 'CompositeGraphicUnit', (one) => one);
    addById(fonts, part, 'Font', (one) => placeOf(one, 'FontFile', fileAt));
    addById(pictures, part, 'MultiMedia', (one) =>
      /^(?:Audio|Video)$/.test(one.attributes.Type ?? '') ? null : placeOf(one, 'MediaFile', fileAt),
    );
  }
  return { drawParams, colourSpaces, fonts, pictures, composites };
}

/** Adds what a part holds of a kind: `Fonts` of `Font`, and so on. */
function addById<T>(map: Map<string, T>, part: OfdElement, name: string, read: (one: OfdElement) => T | null): void {
  for (const one of childrenNamed(child(part, `${name}s`), name)) {
    const value = read(one);
    if (value !== null) map.set(one.attributes.ID ?? '', value);
  }
}

function placeOf(one: OfdElement, name: string, at: (file: string) => string): string | null {
  const file = textOf(one, name);
  return file === null ? null : at(file);
}
