import { openPackage, type Package } from '../office/package.ts';
import { type Ground, isStruck, seenAs, type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';
import { decodeXml, readXml } from '../office/xml.ts';
import { fontColour, fontStyleOf, type RichText } from './rich-text.ts';

/** What keeps a whole cell from being read, or what is seen of it. */
export type CellLook = 'struck' | 'unseen' | RichText;
/** Looks by the name of a cell (B7). */
export type SheetLooks = ReadonlyMap<string, CellLook>;

const NONE: ReadonlyMap<string, SheetLooks> = new Map();

/** Cells of an XLSX package that are struck out or white as a whole, by sheet: the library that reads the workbook does not tell. */
export async function cellLooks(bytes: Uint8Array): Promise<ReadonlyMap<string, SheetLooks>> {
  const parts = await openPackage(bytes);
  const styles = await parts.part('xl/styles.xml');
  const looks = styles ? looksOfFormats(decodeXml(styles)) : [];
  if (!looks.some((look) => look !== null)) return NONE;
  const found = new Map<string, SheetLooks>();
  for (const [name, path] of await sheetPaths(parts)) {
    const sheet = await parts.part(path);
    if (sheet) found.set(name, looksIn(decodeXml(sheet), looks));
  }
  return found;
}

/** The look of each cell format (`cellXfs`), in order. */
function looksOfFormats(xml: string): (CellLook | null)[] {
  const fonts: TextStyle[] = [];
  const grounds: (Ground | null)[] = [];
  const looks: (CellLook | null)[] = [];
  let inside: string | null = null;
  readXml(xml, new Map(), {
    open: (written, attributes) => {
      const name = localName(written);
      if (/^(?:fonts|fills|cellXfs|dxfs|cellStyleXfs)$/.test(name)) inside = name;
      else if (inside === 'fonts' && name === 'font') fonts.push({});
      else if (inside === 'fonts') fonts.push({ ...fonts.pop(), ...fontStyleOf(name, attributes) });
      else if (inside === 'fills' && name === 'fill') grounds.push(null);
      else if (inside === 'fills' && name === 'patternFill' && !/^(?:none)?$/.test(attributes.patternType ?? ''))
        grounds[grounds.length - 1] = UNKNOWN_GROUND;
      else if (inside === 'fills' && name === 'gradientFill') grounds[grounds.length - 1] = UNKNOWN_GROUND;
      else if (inside === 'fills' && name === 'fgColor' && grounds.at(-1) === UNKNOWN_GROUND)
        grounds[grounds.length - 1] = fontColour(attributes) ?? UNKNOWN_GROUND;
      else if (inside === 'cellXfs' && name === 'xf')
        looks.push(lookOf(fonts[Number(attributes.fontId)] ?? {}, grounds[Number(attributes.fillId ?? 0)] ?? null));
    },
    close: (written) => {
      if (localName(written) === inside) inside = null;
    },
    text: () => undefined,
  });
  return looks;
}

/** White text on a ground that is not known is a heading; on none, or in the ground's own colour, it is text that nobody sees. */
function lookOf(font: TextStyle, ground: Ground | null): CellLook | null {
  if (isStruck(font)) return 'struck';
  return seenAs(font, ground) === 'unseen' ? 'unseen' : null;
}

function looksIn(xml: string, looks: readonly (CellLook | null)[]): SheetLooks {
  const found = new Map<string, CellLook>();
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?c\s([^<>]*)>/g)) {
    const look = looks[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)];
    const name = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1];
    if (look && name) found.set(name, look);
  }
  return found;
}

/** The parts of the sheets by the sheets' names. */
async function sheetPaths(parts: Package): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const relations = await parts.part('xl/_rels/workbook.xml.rels');
  const workbook = await parts.part('xl/workbook.xml');
  const paths = new Map<string, string>();
  if (!relations || !workbook) return paths;
  const nothing = { close: () => undefined, text: () => undefined };
  readXml(decodeXml(relations), new Map(), {
    ...nothing,
    open: (_, { Id = '', Target = '' }) =>
      void targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`),
  });
  readXml(decodeXml(workbook), new Map(), {
    ...nothing,
    open: (name, attributes) => {
      const id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1] ?? '';
      const path = targets.get(id);
      if (localName(name) === 'sheet' && path !== undefined) paths.set(attributes.name ?? '', path);
    },
  });
  return paths;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
