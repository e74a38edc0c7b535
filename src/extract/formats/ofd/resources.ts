import type { OfdPackage } from './package.ts';
import { resolvePlace } from './package.ts';
import { child, childrenNamed, type OfdElement, textOf } from './xml.ts';

/** What a document's pages refer to by number: parameters of drawing, pictures, drawings used more than once. */
export interface Resources {
  /** Elements `DrawParam` by ID. */
  readonly drawParams: ReadonlyMap<string, OfdElement>;
  /** Places of picture files by ID. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Elements `CompositeGraphicUnit` by ID. */
  readonly composites: ReadonlyMap<string, OfdElement>;
}

export const NO_RESOURCES: Resources = { drawParams: new Map(), pictures: new Map(), composites: new Map() };

/** Reads the resource parts that an element names (`PublicRes`, `DocumentRes`, `PageRes`) on top of those that are known. */
export async function readResources(
  ofd: OfdPackage,
  owner: OfdElement | undefined,
  at: string,
  known: Resources = NO_RESOURCES,
): Promise<Resources> {
  const places = ['PublicRes', 'DocumentRes', 'PageRes'].flatMap((name) =>
    childrenNamed(owner, name).map(({ text }) => resolvePlace(text, at)),
  );
  if (places.length === 0) return known;
  const drawParams = new Map(known.drawParams);
  const pictures = new Map(known.pictures);
  const composites = new Map(known.composites);
  for (const place of places) {
    const part = await ofd.optional(place);
    if (!part) continue;
    // Places of files are beside the folder that the part names, else beside the part.
    const folder = part.attributes.BaseLoc ? `${resolvePlace(part.attributes.BaseLoc, place)}/` : place;
    for (const one of childrenNamed(child(part, 'DrawParams'), 'DrawParam'))
      drawParams.set(one.attributes.ID ?? '', one);
    for (const one of childrenNamed(child(part, 'CompositeGraphicUnits'), 'CompositeGraphicUnit'))
      composites.set(one.attributes.ID ?? '', one);
    for (const one of childrenNamed(child(part, 'MultiMedias'), 'MultiMedia')) {
      const file = textOf(one, 'MediaFile');
      if (file && one.attributes.Type !== 'Audio' && one.attributes.Type !== 'Video')
        pictures.set(one.attributes.ID ?? '', resolvePlace(file, folder));
    }
  }
  return { drawParams, pictures, composites };
}
