import { UnreadableError, type Warning } from '../../document.ts';
import type { Box } from '../layout/model.ts';
import type { OfdPackage } from './package.ts';
import { type Resources, readResources } from './resources.ts';
import { boxOf, isTrue } from './values.ts';
import { currentRoot } from './versions.ts';
import { child, childrenNamed, type OfdElement, textOf } from './xml.ts';

/** A4 in millimetres, for a document that tells no size. */
const A4: Box = [0, 0, 210, 297];

/** Objects that are drawn together, with what they refer to. */
export interface OfdLayer {
  readonly objects: readonly OfdElement[];
  readonly resources: Resources;
  /** ID of the parameters that hold where an object has none of its own. */
  readonly drawParam: string | undefined;
  /** Where the layer stands on the page, in millimetres; null for the page itself. */
  readonly boundary: Box | null;
  /** Its words are no text of the page. */
  readonly isWatermark: boolean;
}

/** A page as it is to be drawn: layers from the lowest to the highest, in millimetres. */
export interface OfdPage {
  readonly box: Box;
  readonly layers: readonly OfdLayer[];
}

/** A file's documents one after the other. */
export interface OfdFile {
  readonly title: string | null;
  readonly pages: readonly (() => Promise<OfdPage>)[];
  readonly warnings: readonly Warning[];
}

/** Reads what an OFD holds, but no page yet. Throws `UnreadableError` 'damaged'. */
export async function readOfd(ofd: OfdPackage): Promise<OfdFile> {
  const root = await ofd.xml('OFD.xml');
  const bodies = childrenNamed(root, 'DocBody');
  const documents = await Promise.all(bodies.map((body) => readDocument(ofd, body)));
  if (documents.length === 0)
    throw new UnreadableError('damaged', 'The OFD names no document (DocBody); fetch the file again.');
  return {
    title: documents.map(({ title }) => title).find((title) => title !== null) ?? null,
    pages: documents.flatMap(({ pages }) => pages),
    warnings: documents.flatMap(({ warnings }) => warnings),
  };
}

async function readDocument(ofd: OfdPackage, body: OfdElement): Promise<OfdFile> {
  const { place, warnings } = await currentRoot(ofd, body);
  const document = await ofd.xml(place);
  const common = child(document, 'CommonData');
  const resources = await readResources(ofd, common, place);
  const templates = new Map(childrenNamed(common, 'TemplatePage').map((one) => [one.attributes.ID ?? '', one]));
  const annotations = await annotationPlaces(ofd, document, place);
  const context: PageContext = {
    ofd,
    place,
    resources,
    templates,
    box: areaOf(child(common, 'PageArea')) ?? A4,
  };
  return {
    title: textOf(child(body, 'DocInfo'), 'Title'),
    pages: childrenNamed(child(document, 'Pages'), 'Page').map(
      ({ attributes }) =>
        () =>
          readPage(context, ofd.place(attributes.BaseLoc ?? '', place), annotations.get(attributes.ID ?? '') ?? []),
    ),
    warnings: [...warnings, ...signatureWarnings(body)],
  };
}

interface PageContext {
  readonly ofd: OfdPackage;
  readonly place: string;
  readonly resources: Resources;
  readonly templates: ReadonlyMap<string, OfdElement>;
  readonly box: Box;
}

async function readPage(context: PageContext, place: string, annotations: readonly string[]): Promise<OfdPage> {
  const { ofd, templates } = context;
  const page = await ofd.xml(place);
  const below: OfdLayer[] = [];
  const above: OfdLayer[] = [];
  let templateBox: Box | null = null;
  for (const { attributes } of childrenNamed(page, 'Template')) {
    const template = templates.get(attributes.TemplateID ?? '');
    if (!template) continue;
    const at = ofd.place(template.attributes.BaseLoc ?? '', context.place);
    const drawn = await ofd.xml(at);
    templateBox ??= areaOf(child(drawn, 'Area'));
    const order = attributes.ZOrder ?? template.attributes.ZOrder;
    (order === 'Foreground' ? above : below).push(...(await layersOf(context, drawn, at)));
  }
  const own = await layersOf(context, page, place);
  const marks = (await Promise.all(annotations.map((at) => annotationLayers(context, at)))).flat();
  return {
    box: areaOf(child(page, 'Area')) ?? templateBox ?? context.box,
    layers: [...below, ...own, ...above, ...marks],
  };
}

const ORDER: Readonly<Record<string, number>> = { Background: 0, Body: 1, Foreground: 2 };

async function layersOf(context: PageContext, page: OfdElement, place: string): Promise<OfdLayer[]> {
  const resources = await readResources(context.ofd, page, place, context.resources);
  return childrenNamed(child(page, 'Content'), 'Layer')
    .map((layer) => ({ layer, order: ORDER[layer.attributes.Type ?? 'Body'] ?? 1 }))
    .sort((a, b) => a.order - b.order)
    .map(({ layer }) => ({
      objects: layer.children,
      resources,
      drawParam: layer.attributes.DrawParam,
      boundary: null,
      isWatermark: false,
    }));
}

/** The size of a page as it lies on the desk. */
const areaOf = (area: OfdElement | undefined): Box | null =>
  ['PhysicalBox', 'ApplicationBox']
    .map((name) => boxOf(textOf(area, name)))
    .find((box) => box && box[2] > box[0] && box[3] > box[1]) ?? null;

/** Places of the annotations of each page, by its ID. */
async function annotationPlaces(ofd: OfdPackage, document: OfdElement, at: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { text } of childrenNamed(document, 'Annotations')) {
    const place = ofd.place(text, at);
    const list = await ofd.optional(place);
    for (const page of childrenNamed(list ?? undefined, 'Page')) {
      const id = page.attributes.PageID ?? '';
      const file = textOf(page, 'FileLoc');
      if (file) found.set(id, [...(found.get(id) ?? []), ofd.place(file, place)]);
    }
  }
  return found;
}

/** What annotations draw over a page: remarks, stamps, watermarks. */
async function annotationLayers({ ofd, resources }: PageContext, place: string): Promise<OfdLayer[]> {
  const part = await ofd.optional(place);
  return childrenNamed(part ?? undefined, 'Annot')
    .filter(({ attributes }) => isTrue(attributes.Visible, true))
    .flatMap((annotation) =>
      childrenNamed(annotation, 'Appearance').map(({ children, attributes }) => ({
        objects: children,
        resources,
        drawParam: undefined,
        boundary: boxOf(attributes.Boundary),
        isWatermark: annotation.attributes.Type === 'Watermark',
      })),
    );
}

const signatureWarnings = (body: OfdElement): Warning[] =>
  textOf(body, 'Signatures') === null
    ? []
    : [
        {
          code: 'signature_unchecked',
          message: 'The file is signed: its pages were read; signatures were not checked and seals not looked at.',
          where: null,
        },
      ];
