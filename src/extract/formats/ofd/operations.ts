import { UnreadableError } from '../../document.ts';
import type { Operation } from '../drawn/drawing.ts';
import { IDENTITY, type Matrix, multiply } from '../drawn/matrix.ts';
import type { Box } from '../layout/model.ts';
import { BLACK, type OfdColour, objectColour } from './colours.ts';
import type { OfdLayer } from './document.ts';
import { withUntold } from './glyphs.ts';
import { moved, pathData } from './path-data.ts';
import type { Resources } from './resources.ts';
import { textOperations } from './text.ts';
import { boxOf, ctmOf, isTrue, numberOf } from './values.ts';
import { child, childrenNamed, type OfdElement, textOf } from './xml.ts';

/** Drawings within drawings; deeper is a circle. */
const MAX_DEPTH = 32;
/** Objects of one page: a map has some ten thousand. Drawings that are used again and again multiply. */
const MAX_OBJECTS = 300_000;
/** GB/T 33190: lines are this wide (millimetres) where nothing is said. */
const LINE_WIDTH = 0.353;
/** Of text without a size, which the standard asks for (millimetres). */
const TEXT_SIZE = 4;

/** The operations of layers, from the lowest to the highest. Throws `UnreadableError` 'too_large'. */
export function operationsOf(layers: readonly OfdLayer[]): Operation[] {
  const operations: Operation[] = [];
  const drawn = { objects: 0 };
  for (const layer of layers) {
    const pen = new Pen(operations, layer, drawn);
    const { boundary } = layer;
    operations.push({ name: 'save', args: [] });
    if (boundary) pen.enter(boundary);
    for (const object of layer.objects) pen.draw(object, { drawParam: layer.drawParam, depth: 0, mirrored: false });
    operations.push({ name: 'restore', args: [] });
  }
  return withUntold(operations);
}

/** An object's place; null where none is written. Throws `UnreadableError` 'damaged' for one that is none: what stands there is lost. */
function boundaryOf({ name, attributes: { Boundary, Size } }: OfdElement): Box | null {
  const boundary = boxOf(Boundary);
  if ((Boundary !== undefined && boundary === null) || numberOf(Size, 0) < 0)
    throw new UnreadableError(
      'damaged',
      `The OFD has a ${name} that cannot be placed (Boundary "${Boundary}", Size "${Size}"); fetch the file again.`,
    );
  return boundary;
}

/** Where an object is drawn. */
interface Around {
  /** ID of the parameters that hold where the object has none of its own. */
  readonly drawParam: string | undefined;
  readonly depth: number;
  /** What stands there is seen as in a mirror. */
  readonly mirrored: boolean;
}

class Pen {
  private readonly operations: Operation[];
  private readonly resources: Resources;
  private readonly isWatermark: boolean;
  private readonly drawn: { objects: number };

  constructor(operations: Operation[], { resources, isWatermark }: OfdLayer, drawn: { objects: number }) {
    this.operations = operations;
    this.resources = resources;
    this.isWatermark = isWatermark;
    this.drawn = drawn;
  }

  draw(object: OfdElement, around: Around): void {
    if (around.depth > MAX_DEPTH || !isTrue(object.attributes.Visible, true)) return;
    if (object.name === 'PageBlock') {
      for (const inner of object.children) this.draw(inner, { ...around, depth: around.depth + 1 });
      return;
    }
    if (!/^(?:Text|Path|Image|Composite)Object$/.test(object.name)) return;
    if (this.isWatermark && object.name === 'TextObject') return;
    if (++this.drawn.objects > MAX_OBJECTS)
      throw new UnreadableError('too_large', `A page of the OFD draws more than ${MAX_OBJECTS} objects.`);
    const params = this.paramsOf(object.attributes.DrawParam ?? around.drawParam);
    const boundary = boundaryOf(object);
    const ctm = object.attributes.CTM ? ctmOf(object.attributes.CTM) : IDENTITY;
    this.step('save');
    if (boundary) {
      this.step('transform', 1, 0, 0, 1, boundary[0], boundary[1]);
      this.clip(boundary, object, ctm);
    }
    const ofObject = isTrue(child(object, 'Clips')?.attributes.TransFlag, true);
    if (!ofObject) this.clips(object);
    if (object.attributes.CTM) this.step('transform', ...ctm);
    if (ofObject) this.clips(object);
    const mirrored = around.mirrored !== ctm[0] * ctm[3] - ctm[1] * ctm[2] < 0;
    if (object.name === 'TextObject') this.text(object, params, mirrored);
    else if (object.name === 'PathObject') this.path(object, params);
    else if (object.name === 'ImageObject') this.picture(object, boundary);
    else this.composite(object, { drawParam: undefined, depth: around.depth + 1, mirrored });
    this.step('restore');
  }

  /** Goes to a place of its own on the page and stays within it; one without room is a place alone. */
  enter([left, top, right, bottom]: Box): void {
    this.step('transform', 1, 0, 0, 1, left, top);
    if (right > left && bottom > top) this.clipTo([0, 0, right - left, bottom - top]);
  }

  private step(name: string, ...args: readonly unknown[]): void {
    this.operations.push({ name, args });
  }

  /** What stands out of an object's boundary is cut off; producers draw boundaries of text by its baseline, and of lines without width. */
  private clip([left, top, right, bottom]: Box, { name, attributes }: OfdElement, ctm: Matrix): void {
    const isText = name === 'TextObject';
    // A boundary without any room is none: no text would be seen.
    if (isText && (right <= left || bottom <= top)) return;
    const own = isText ? numberOf(attributes.Size, TEXT_SIZE) : numberOf(attributes.LineWidth, LINE_WIDTH);
    const room = own * Math.max(Math.hypot(ctm[0], ctm[1]), Math.hypot(ctm[2], ctm[3]));
    this.clipTo([-room, -room, right - left + room, bottom - top + room]);
  }

  private clipTo([left, top, right, bottom]: Box): void {
    this.clipBy([0, left, top, 1, right, top, 1, right, bottom, 1, left, bottom, 4]);
  }

  private clipBy(data: readonly number[]): void {
    this.step('clip');
    this.step('constructPath', 'endPath', [Float64Array.from(data)]);
  }

  private clips(object: OfdElement): void {
    for (const clip of childrenNamed(child(object, 'Clips'), 'Clip')) {
      const data = childrenNamed(clip, 'Area').flatMap((area) =>
        childrenNamed(area, 'Path').flatMap((shape) => {
          const [x, y] = boxOf(shape.attributes.Boundary) ?? [0, 0];
          const own = multiply([1, 0, 0, 1, x, y], ctmOf(shape.attributes.CTM));
          return moved(pathData(textOf(shape, 'AbbreviatedData') ?? ''), multiply(ctmOf(area.attributes.CTM), own));
        }),
      );
      if (data.length > 0) this.clipBy(data);
    }
  }

  private text(object: OfdElement, params: readonly OfdElement[], mirrored: boolean): void {
    const colour = (name: string) => objectColour(name, object, params, this.resources.colourSpaces) ?? BLACK;
    const fill = isTrue(object.attributes.Fill, true) ? colour('FillColor') : null;
    const stroke = isTrue(object.attributes.Stroke, false) ? colour('StrokeColor') : null;
    this.colours(object, fill, stroke);
    this.step('setTextRenderingMode', fill ? (stroke ? 2 : 0) : stroke ? 1 : 3);
    this.operations.push(...textOperations(object, { usualSize: TEXT_SIZE, mirrored }));
  }

  private path(object: OfdElement, params: readonly OfdElement[]): void {
    const { attributes } = object;
    const colour = (name: string) => objectColour(name, object, params, this.resources.colourSpaces);
    const fill = isTrue(attributes.Fill, false) ? colour('FillColor') : null;
    const stroke = isTrue(attributes.Stroke, true) ? (colour('StrokeColor') ?? BLACK) : null;
    const data = pathData(textOf(object, 'AbbreviatedData') ?? '');
    if (data.length === 0 || (!fill && !stroke)) return;
    this.colours(object, fill, stroke);
    const width = attributes.LineWidth ?? params.find((one) => one.attributes.LineWidth)?.attributes.LineWidth;
    this.step('setLineWidth', numberOf(width, LINE_WIDTH));
    const filling = attributes.Rule === 'Even-Odd' ? 'eoFill' : 'fill';
    const paint = fill ? (stroke ? `${filling}Stroke` : filling) : 'stroke';
    this.step('constructPath', paint, [Float64Array.from(data)]);
  }

  private picture({ attributes }: OfdElement, boundary: Box | null): void {
    this.step('setGState', [['ca', numberOf(attributes.Alpha, 255) / 255]]);
    // The unit square is the picture; without a matrix it fills its boundary.
    if (!attributes.CTM) {
      const [left, top, right, bottom] = boundary ?? [0, 0, 0, 0];
      this.step('transform', right - left, 0, 0, bottom - top, 0, 0);
    }
    const place = this.resources.pictures.get(attributes.ResourceID ?? '') ?? '';
    // Behind a mask something may shine through.
    this.step('paintImageXObject', place, attributes.ImageMask === undefined ? 'whole' : 'masked');
  }

  private composite({ attributes }: OfdElement, around: Around): void {
    const unit = this.resources.composites.get(attributes.ResourceID ?? '');
    for (const inner of child(unit, 'Content')?.children ?? []) this.draw(inner, around);
  }

  private colours(object: OfdElement, fill: OfdColour | null, stroke: OfdColour | null): void {
    const alpha = numberOf(object.attributes.Alpha, 255) / 255;
    this.step('setGState', [
      ['ca', alpha * (fill?.alpha ?? 1)],
      ['CA', alpha * (stroke?.alpha ?? 1)],
    ]);
    if (fill?.rgb) this.step('setFillRGBColor', hex(fill.rgb));
    else if (fill) this.step('setFillColorN');
    if (stroke?.rgb) this.step('setStrokeRGBColor', hex(stroke.rgb));
    else if (stroke) this.step('setStrokeColorN');
  }

  /** The parameters that hold for an object: its own, then those that they are relative to. */
  private paramsOf(id: string | undefined): OfdElement[] {
    const found: OfdElement[] = [];
    let next = id === undefined ? undefined : this.resources.drawParams.get(id);
    while (next && found.length < MAX_DEPTH) {
      found.push(next);
      next = this.resources.drawParams.get(next.attributes.Relative ?? '');
    }
    return found;
  }
}

const hex = (rgb: readonly number[]): string =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
