import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { CrawlEvent } from '../../crawlers/crawl.ts';
import type { Io } from '../command.ts';
import { printable } from '../terminal.ts';

/** Shows how far a crawl is. */
export interface CrawlProgress {
  event(event: CrawlEvent): void;
  /** A line for the person, without tearing a bar. */
  say(line: string): void;
  stop(): void;
}

/** A bar a portal on a terminal, a line now and then elsewhere, nothing when asked to be quiet. */
export function startProgress(io: Io, quiet: boolean): CrawlProgress {
  if (quiet) return { event: () => undefined, say: () => undefined, stop: () => undefined };
  return io.terminal && process.stderr.isTTY ? bars() : lines(io);
}

/** More bars than lines on a screen would scroll. */
const MOST_BARS = 12;

function bars(): CrawlProgress {
  const screen = new MultiBar(
    {
      format: ' {portal} {bar} {value}/{total} {state}',
      clearOnComplete: false,
      hideCursor: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  const shown = new Map<string, { bar: SingleBar; done: number; failed: number }>();
  return {
    event({ portalId, outcome, open }) {
      let entry = shown.get(portalId);
      if (entry === undefined) {
        if (shown.size >= MOST_BARS) return;
        entry = {
          bar: screen.create(1, 0, { portal: portalId.padEnd(20).slice(0, 20), state: '' }),
          done: 0,
          failed: 0,
        };
        shown.set(portalId, entry);
      }
      if (outcome !== 'retry') entry.done++;
      if (outcome === 'failed') entry.failed++;
      entry.bar.setTotal(entry.done + open);
      entry.bar.update(entry.done, { state: entry.failed > 0 ? `${entry.failed} failed` : '' });
    },
    say: (line) => screen.log(`${printable(line)}\n`),
    stop: () => screen.stop(),
  };
}

/** Between two lines about one portal, milliseconds: a log of a night's crawl stays readable. */
const LINE_EVERY_MS = 5_000;

function lines(io: Io): CrawlProgress {
  const counts = new Map<string, { done: number; failed: number; open: number; at: number }>();
  const print = (portal: string, { done, failed, open }: { done: number; failed: number; open: number }) => {
    const outcome = failed > 0 ? `, ${failed} failed` : '';
    io.err(`${portal}: ${done} requests done${outcome}, ${open} to go\n`);
  };
  return {
    event({ portalId, outcome, open }) {
      const entry = counts.get(portalId) ?? { done: 0, failed: 0, open, at: Date.now() };
      counts.set(portalId, entry);
      if (outcome !== 'retry') entry.done++;
      if (outcome === 'failed') entry.failed++;
      entry.open = open;
      if (Date.now() - entry.at < LINE_EVERY_MS) return;
      entry.at = Date.now();
      print(portalId, entry);
    },
    say: (line) => io.err(`${line}\n`),
    stop: () => {
      for (const [portal, entry] of counts) print(portal, entry);
    },
  };
}
