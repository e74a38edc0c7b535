import { randomUUID } from 'node:crypto';
import pc from 'picocolors';
import type { Io } from './command.ts';

/** Control characters C0 (but for the ends of lines and tabs) and C1, and what turns the direction of writing: terminals obey them. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Stands for the escape character of our own colours until they are printed. No page can know it. */
const ESCAPE = `<${randomUUID()}>`;

/**
 * Text of pages, files and servers as it may be printed: what a terminal would obey is written out, `\u001b`. Inside of JSON that is the
 * same text.
 */
export function printable(text: string): string {
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Everything that is printed goes through here. */
export function guarded<T extends Pick<Io, 'out' | 'err'>>(io: T): T {
  const clean = (text: string): string => printable(text).replaceAll(ESCAPE, '\u001b');
  return { ...io, out: (text) => io.out(clean(text)), err: (text) => io.err(clean(text)) };
}

type Paint = (text: string) => string;

export interface Colours {
  readonly bold: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
}

/** Colours on a terminal; none elsewhere. */
export function colours({ terminal }: Pick<Io, 'terminal'>): Colours {
  const { bold, red, green, yellow } = pc.createColors(terminal);
  const own =
    (paint: Paint): Paint =>
    (text) =>
      paint(printable(text)).replaceAll('\u001b', ESCAPE);
  return { bold: own(bold), red: own(red), green: own(green), yellow: own(yellow) };
}
