import type { Operation } from '../drawn/drawing.ts';
import type { Rgb } from '../drawn/ink.ts';
import type { Box } from '../layout/model.ts';
import type { OfdLayer } from './document.ts';
import { pathData } from './path-data.ts';
import type { Resources } from './resources.ts';
import { textOperations } from './text.ts';
import { boxOf, colourOf, ctmOf, isTrue, numberOf } from './values.ts';
import { child, childrenNamed, type OfdElement, textOf } from './xml.ts';

/** Drawings within drawings; deeper is a circle. */
const MAX_DEPTH = 32;
/** GB/T 33190: lines are this wide (millimetres) where nothing is said. */
const LINE_WIDTH = 0.353;

/** The operations of layers, from the lowest to the highest. */
export function operationsOf(layers: readonly OfdLayer[]): Operation[] {
  const operations: Operation[] = [];
  for (const layer of layers) {
    const pen = new Pen(operations, layer.resources);
    const { boundary } = layer;
    operations.push({ name: 'save', args: [] });
    if (boundary) pen.enter(boundary);
    for (const object of layer.objects) pen.draw(object, layer.drawParam, 0);
    operations.push({ name: 'restore', args: [] });
  }
  return operations;
}

class Pen {
  private readonly operations: Operation[];
  private readonly resources: Resources;

  constructor(operations: Operation[], resources: Resources) {
    this.operations = operations;
    this.resources = resources;
  }

  draw(object: OfdElement, outer: string | undefined, depth: number): void {
    if (depth > MAX_DEPTH || !isTrue(object.attributes.Visible, true)) return;
    if (object.name === 'PageBlock') {
      for (const inner of object.children) this.draw(inner, outer, depth + 1);
      return;
    }
    if (!/^(?:Text|Path|Image|Composite)Object$/.test(object.name)) return;
    const boundary = boxOf(object.attributes.Boundary);
    if (!boundary) return;
    const params = this.paramsOf(object.attributes.DrawParam ?? outer);
    this.step('save');
    this.step('transform', 1, 0, 0, 1, boundary[0], boundary[1]);
    this.clip(boundary, object);
    if (object.attributes.CTM) this.step('transform', ...ctmOf(object.attributes.CTM));
    this.clips(object);
    if (object.name === 'TextObject') this.text(object, params);
    else if (object.name === 'PathObject') this.path(object, params);
    else if (object.name === 'ImageObject') this.picture(object, boundary);
    else this.composite(object, depth);
    this.step('restore');
  }

  /** Goes to a place of its own on the page and stays within it. */
  enter(boundary: Box): void {
    this.step('transform', 1, 0, 0, 1, boundary[0], boundary[1]);
    this.clipTo([0, 0, boundary[2] - boundary[0], boundary[3] - boundary[1]]);
  }

  private step(name: string, ...args: readonly unknown[]): void {
    this.operations.push({ name, args });
  }

  /** What stands out of an object's boundary is cut off; producers draw boundaries of text by its baseline, and of lines without width. */
  private clip(boundary: Box, { name, attributes }: OfdElement): void {
    const room = name === 'TextObject' ? numberOf(attributes.Size, 4) : numberOf(attributes.LineWidth, LINE_WIDTH);
    this.clipTo([-room, -room, boundary[2] - boundary[0] + room, boundary[3] - boundary[1] + room]);
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
      const shapes = childrenNamed(clip, 'Area').flatMap((area) => childrenNamed(area, 'Path'));
      const data = shapes.flatMap((shape) => {
        const [x, y] = boxOf(shape.attributes.Boundary) ?? [0, 0];
        return shifted(pathData(textOf(shape, 'AbbreviatedData') ?? ''), x, y);
      });
      if (data.length > 0) this.clipBy(data);
    }
  }

  private text(object: OfdElement, params: readonly OfdElement[]): void {
    const fill = isTrue(object.attributes.Fill, true) ? (colour('FillColor', object, params) ?? BLACK) : null;
    const stroke = isTrue(object.attributes.Stroke, false) ? (colour('StrokeColor', object, params) ?? BLACK) : null;
    this.colours(object, fill, stroke);
    this.step('setTextRenderingMode', fill ? (stroke ? 2 : 0) : stroke ? 1 : 3);
    this.operations.push(...textOperations(object));
  }

  private path(object: OfdElement, params: readonly OfdElement[]): void {
    const fill = isTrue(object.attributes.Fill, false) ? colour('FillColor', object, params) : null;
    const stroke = isTrue(object.attributes.Stroke, true) ? (colour('StrokeColor', object, params) ?? BLACK) : null;
    const data = pathData(textOf(object, 'AbbreviatedData') ?? '');
    if (data.length === 0 || (!fill && !stroke)) return;
    this.colours(object, fill, stroke);
    const width = object.attributes.LineWidth ?? params.find((one) => one.attributes.LineWidth)?.attributes.LineWidth;
    this.step('setLineWidth', numberOf(width, LINE_WIDTH));
    const paint = fill ? (stroke ? 'fillStroke' : 'fill') : 'stroke';
    this.step('constructPath', paint, [Float64Array.from(data)]);
  }

  private picture({ attributes }: OfdElement, boundary: Box): void {
    this.step('setGState', [['ca', numberOf(attributes.Alpha, 255) / 255]]);
    // The unit square is the picture; without a matrix it fills its boundary.
    if (!attributes.CTM) this.step('transform', boundary[2] - boundary[0], 0, 0, boundary[3] - boundary[1], 0, 0);
    this.step('paintImageXObject', this.resources.pictures.get(attributes.ResourceID ?? '') ?? '');
  }

  private composite({ attributes }: OfdElement, depth: number): void {
    const unit = this.resources.composites.get(attributes.ResourceID ?? '');
    for (const inner of child(unit, 'Content')?.children ?? []) this.draw(inner, undefined, depth + 1);
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

interface OfdColour {
  /** Null for a pattern, a shading or a colour of a palette. */
  readonly rgb: Rgb | null;
  /** 0 to 1. */
  readonly alpha: number;
}

const BLACK: OfdColour = { rgb: [0, 0, 0], alpha: 1 };

function colour(name: string, object: OfdElement, params: readonly OfdElement[]): OfdColour | null {
  const element = [object, ...params].map((one) => child(one, name)).find((one) => one !== undefined);
  if (!element) return null;
  return { rgb: colourOf(element.attributes.Value), alpha: numberOf(element.attributes.Alpha, 255) / 255 };
}

const hex = (rgb: Rgb): string =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** A path moved as a whole. */
function shifted(data: readonly number[], x: number, y: number): number[] {
  const moved: number[] = [];
  for (let index = 0; index < data.length; ) {
    const code = data[index++] ?? 4;
    moved.push(code);
    const points = code === 4 ? 0 : code === 2 ? 3 : code === 3 ? 2 : 1;
    for (let point = 0; point < points; point++, index += 2)
      moved.push((data[index] ?? 0) + x, (data[index + 1] ?? 0) + y);
  }
  return moved;
}
