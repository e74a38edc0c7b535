import type { FontMetrics } from './font.ts';
import type { Matrix } from './matrix.ts';

/** An operation by the name that pdf.js gives it. */
export interface Operation {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A page's drawing operations by name, with what they need from outside. */
export interface Drawing {
  readonly operations: Iterable<Operation>;
  /** Default user space to displayed page (crop, rotation, y downwards). */
  readonly toPage: Matrix;
  readonly width: number;
  readonly height: number;
  font(id: string): FontMetrics | null;
  /** Whether nothing shines through a picture; null stands for one that was too large to be decoded. */
  isOpaque(picture: unknown): boolean;
  /** Whether a layer (optional content group) is shown. */
  visible(group: unknown): boolean;
}
