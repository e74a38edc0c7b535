/** The reader's screen, in CSS pixels. */
const SCREEN = { width: 1280, height: 800 };
const ROOT_SIZE = 16;

const PIXELS: Readonly<Record<string, number>> = {
  ...{ px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 9.6 / 2.54, q: 2.4 / 2.54 },
  ...{
    rem: ROOT_SIZE,
    vw: SCREEN.width / 100,
    vh: SCREEN.height / 100,
    vmin: SCREEN.height / 100,
    vmax: SCREEN.width / 100,
  },
};
const OF_FONT: Readonly<Record<string, number>> = { em: 1, ex: 0.5, ch: 0.5, ic: 1, lh: 1.2 };

const LENGTH = /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)(%|[a-z]*)$/;

/** What lengths are measured by: the size of the element's font, and what a hundred percent of it are. */
export interface LengthBasis {
  readonly fontSize: number;
  readonly whole: number;
}

/** A length in CSS pixels; null where it is none, or one that depends on more than is known here. */
export function pixels(value: string, { fontSize, whole }: LengthBasis): number | null {
  const [, digits, unit = ''] = LENGTH.exec(value) ?? [];
  if (digits === undefined) return value.startsWith('calc(') ? sum(value.slice(5, -1), { fontSize, whole }) : null;
  const amount = Number(digits);
  if (unit === '') return amount === 0 ? 0 : null;
  if (unit === '%') return (amount * whole) / 100;
  const scale = PIXELS[unit] ?? (OF_FONT[unit] === undefined ? undefined : OF_FONT[unit] * fontSize);
  return scale === undefined ? null : amount * scale;
}

/** Sums of products: what else `calc` can do no page uses to put text away. */
function sum(terms: string, measure: LengthBasis): number | null {
  let total = 0;
  for (const [, sign, term = ''] of ` + ${terms.replace(/(?<!\s)\s+(?=[*/])|(?<=[*/])\s+/g, '')}`.matchAll(
    /\s([-+])\s+(\S+)/g,
  )) {
    const amount = product(term, measure);
    if (amount === null) return null;
    total += sign === '-' ? -amount : amount;
  }
  return total;
}

/** A length times numbers, or divided by them: `2*1px/3`. */
function product(term: string, measure: LengthBasis): number | null {
  let amount: number | null = 1;
  for (const [, sign, factor = ''] of `*${term}`.matchAll(/([*/])([^*/]+)/g)) {
    const by: number | null = /^[-+]?[\d.]+$/.test(factor)
      ? Number(factor)
      : sign === '*'
        ? pixels(factor, measure)
        : null;
    if (by === null) return null;
    amount = sign === '*' ? amount * by : amount / by;
  }
  return Number.isFinite(amount) ? amount : null;
}

const KEYWORDS: Readonly<Record<string, number>> = {
  ...{
    'xx-small': 9,
    'x-small': 10,
    small: 13,
    medium: ROOT_SIZE,
    large: 18,
    'x-large': 24,
    'xx-large': 32,
    'xxx-large': 48,
  },
};

/** The size of a font in CSS pixels; `around` where it cannot be told. */
export function fontSizeOf(value: string, around: number): number {
  if (value === 'smaller') return around / 1.2;
  if (value === 'larger') return around * 1.2;
  return KEYWORDS[value] ?? pixels(value, { fontSize: around, whole: around }) ?? around;
}
