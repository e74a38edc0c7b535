import * as Plot from '@observablehq/plot';
import { raw } from 'hono/html';
import { parseHTML } from 'linkedom';
import type { Html } from './html.ts';

/** A year of a series; null: the report has no such number. */
export interface ChartPoint {
  readonly year: number;
  readonly value: number | null;
  /** Where the number comes from; null: nowhere. */
  readonly href: string | null;
  /** For who cannot see the chart. */
  readonly title: string;
  /** Counted somewhat differently from the other years. */
  readonly near: boolean;
  /** Whose it is, where several are drawn. */
  readonly series?: string;
}

export interface ChartOptions {
  /** What the chart shows, for who cannot see it. */
  readonly label: string;
  readonly years: readonly [from: number, to: number];
  /** Years without a report. */
  readonly missing: readonly number[];
  readonly width?: number;
  readonly height?: number;
  readonly share?: boolean;
  /** Whether great numbers are told by ten thousands (万). */
  readonly myriads: boolean;
}

/** Colours of series: classes of the style sheet, so that dark and print have their own. */
const COLOURS = 6;

/**
 * A line chart as SVG that needs neither script nor style of its own. Missing years are bands; a line breaks where a number is missing.
 */
export function chart(points: readonly ChartPoint[], options: ChartOptions): Html {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const { years, width = 350, height = 190 } = options;
  const names = [...new Set(points.map(({ series }) => series ?? ''))];
  const marks = [
    Plot.rectX(options.missing, {
      x1: (year: number) => year - 0.5,
      x2: (year: number) => year + 0.5,
      className: 'missing',
      ariaHidden: 'true',
    }),
    ...names.flatMap((name, index) =>
      linesOf(
        points.filter(({ series }) => (series ?? '') === name),
        index,
        names.length > 1,
      ),
    ),
  ];
  const svg = Plot.plot({
    document,
    className: 'chart',
    width,
    height,
    marginLeft: 44,
    marginRight: names.length > 1 ? 100 : 14,
    marginTop: 16,
    marginBottom: 26,
    x: {
      domain: [years[0] - 0.5, years[1] + 0.5],
      ticks: ticksOf(years),
      tickFormat: (year: number) => String(year),
      label: null,
      tickSize: 4,
    },
    y: {
      zero: true,
      nice: true,
      grid: true,
      label: null,
      ticks: wholeTicks(points),
      tickSize: 0,
      ...(options.share === true
        ? { percent: true, tickFormat: (value: number) => `${value}%` }
        : { tickFormat: (value: number) => short(value, options.myriads) }),
    },
    marks: [Plot.ruleY([0]), ...marks],
  });
  return raw(cleaned(svg as unknown as SvgLike, options.label));
}

function linesOf(points: readonly ChartPoint[], index: number, isNamed: boolean): Plot.Markish[] {
  const colour = `series-${index % COLOURS}`;
  const place = { x: 'year', y: 'value' } as const;
  const last = points.findLast(({ value }) => value !== null);
  return [
    Plot.lineY(points, { ...place, className: colour }),
    Plot.dot(
      points.filter(({ value }) => value !== null),
      {
        ...place,
        r: 3.5,
        href: 'href',
        title: 'title',
        className: `${colour} point`,
        stroke: 'currentColor',
        fill: (point: ChartPoint) => (point.near ? 'white' : 'currentColor'),
      },
    ),
    ...(isNamed && last !== undefined
      ? [
          Plot.text([last], {
            ...place,
            text: (point: ChartPoint) => shortName(point.series ?? ''),
            textAnchor: 'start',
            dx: 8,
            className: `${colour} name`,
          }),
        ]
      : []),
  ];
}

/** Counts are whole: a scale of few numbers names each, and no halves. */
function wholeTicks(points: readonly ChartPoint[]): number | number[] {
  const most = Math.max(1, ...points.map(({ value }) => Math.ceil(value ?? 0)));
  return most > 4 ? 4 : Array.from({ length: most + 1 }, (_, value) => value);
}

const shortName = (name: string): string => (name.length > 8 ? `${name.slice(0, 7)}…` : name);

/** Every year where there is room, else every second or fifth. */
function ticksOf([from, to]: readonly [number, number]): number[] {
  const step = to - from > 12 ? 3 : to - from > 7 ? 2 : 1;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => to - index * step).reverse();
}

function short(value: number, myriads: boolean): string {
  const [unit, sign] = myriads ? [10_000, '万'] : [1000, 'k'];
  return Math.abs(value) >= 10_000
    ? `${Number((value / unit).toPrecision(3))}${sign}`
    : String(Number(value.toPrecision(4)));
}

interface SvgLike {
  querySelectorAll(selector: string): Iterable<{
    remove(): void;
    removeAttribute(name: string): void;
    setAttribute(name: string, value: string): void;
    querySelector(selector: string): { textContent: string | null } | null;
  }>;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  readonly outerHTML: string;
}

/** Without what the content security policy forbids, and with names for who hears the page. */
function cleaned(svg: SvgLike, label: string): string {
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const named of svg.querySelectorAll('[aria-label]')) named.removeAttribute('aria-label');
  for (const styled of svg.querySelectorAll('[style]')) styled.removeAttribute('style');
  for (const link of svg.querySelectorAll('a'))
    link.setAttribute('aria-label', link.querySelector('title')?.textContent ?? '');
  svg.removeAttribute('height');
  svg.removeAttribute('font-family');
  svg.setAttribute('role', 'group');
  svg.setAttribute('aria-label', label);
  return svg.outerHTML;
}
