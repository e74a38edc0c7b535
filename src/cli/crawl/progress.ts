import { MultiBar, Presets } from 'cli-progress';
import type { CrawlEvent } from '../../crawlers/crawl.ts';
import type { Io } from '../command.ts';
import { durationText } from '../duration.ts';
import { crawlMessages } from '../messages/crawl.ts';
import { printable } from '../terminal.ts';
import { cut } from '../wrap.ts';
import { CrawlTally, type CrawlTotals } from './tally.ts';

/** Shows how far a crawl is. */
export interface CrawlProgress {
  event(event: CrawlEvent): void;
  /** A line for the person, without tearing a bar. */
  say(line: string): void;
  stop(): void;
}

/** One total on a terminal, with the slowest portals below it; a line a minute elsewhere; nothing when asked to be quiet. */
export function startProgress(io: Io, options: { readonly quiet: boolean; readonly portals: number }): CrawlProgress {
  if (options.quiet) return { event: () => undefined, say: () => undefined, stop: () => undefined };
  const tally = new CrawlTally(options.portals);
  return io.terminal && process.stderr.isTTY ? bar(tally, io.columns) : lines(tally, io);
}

/** `37 of 200 portals finished; 812 requests done, 2,044 to go; 3 failed; about 1 h 10 min left` */
export function progressLine(totals: CrawlTotals): string {
  const left = totals.leftMs === null || totals.open === 0 ? '' : durationText(totals.leftMs);
  return crawlMessages.progress({ ...totals, left });
}

/** Where several portals are open: those that will take longest. Empty else. */
export function slowestLine({ slowest, portals }: CrawlTotals): string {
  if (slowest.length === 0 || portals < 2) return '';
  const each = slowest.map(({ portal, open, leftMs }) => crawlMessages.slow(portal, open, durationText(leftMs)));
  return crawlMessages.slowest(each.join(', '));
}

/** How often the bar is drawn anew, milliseconds. */
const DRAW_EVERY_MS = 500;

function bar(tally: CrawlTally, columns: number): CrawlProgress {
  const screen = new MultiBar({ hideCursor: true, stream: process.stderr, format: ' {text}' }, Presets.shades_classic);
  const format = ' {bar} {percentage} %  {text}';
  const total = screen.create(1, 0, { text: '' }, { format, barsize: 20 });
  const slowest = screen.create(1, 0, { text: '' });
  const draw = () => {
    const totals = tally.totals(Date.now());
    total.setTotal(Math.max(1, totals.done + totals.open));
    total.update(totals.done, { text: cut(progressLine(totals), columns - 30) });
    slowest.update({ text: cut(slowestLine(totals), columns - 2) });
  };
  const timer = setInterval(draw, DRAW_EVERY_MS).unref();
  return {
    event: (event) => tally.add(event, Date.now()),
    say: (line) => screen.log(`${printable(line)}\n`),
    stop: () => {
      clearInterval(timer);
      draw();
      screen.stop();
    },
  };
}

/** Between two lines, milliseconds: a log of a night's crawl stays readable. */
const LINE_EVERY_MS = 60_000;

function lines(tally: CrawlTally, io: Io): CrawlProgress {
  const print = () => {
    const totals = tally.totals(Date.now());
    io.err(`${[progressLine(totals), slowestLine(totals)].filter((part) => part !== '').join('; ')}\n`);
  };
  const timer = setInterval(print, LINE_EVERY_MS).unref();
  return {
    event: (event) => tally.add(event, Date.now()),
    say: (line) => io.err(`${line}\n`),
    stop: () => {
      clearInterval(timer);
      print();
    },
  };
}
