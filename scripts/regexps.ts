/**
 * Finds the expressions of src/ that take longer than in proportion to their text, so that no page can hold the program up:
 * `npx tsx scripts/regexps.ts [PART OF A FILE'S NAME]` tries each on texts made to hurt it, and `--recheck` asks the checker recheck what
 * it thinks (some minutes, and many doubts that no text bears out). A test does the first.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createContext, Script } from 'node:vm';
import { parseSync } from 'oxc-parser';
import { check } from 'recheck';

const root = resolve(import.meta.dirname, '..');

export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** Files that have it. */
  readonly files: Set<string>;
}

/** Every expression in src/ that is written as a literal, equal ones once. */
export function expressions(): Expression[] {
  const found = new Map<string, Expression>();
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const { program } = parseSync(file, readFileSync(join(root, 'src', file), 'utf8'));
    for (const { pattern, flags } of regexpsIn(program)) {
      const key = `/${pattern}/${flags}`;
      const one = found.get(key) ?? { source: pattern, flags, files: new Set() };
      found.set(key, one);
      one.files.add(file);
    }
  }
  return [...found.values()];
}

function* regexpsIn(node: unknown): Generator<{ pattern: string; flags: string }> {
  if (typeof node !== 'object' || node === null) return;
  if ('regex' in node && node.regex) yield node.regex as { pattern: string; flags: string };
  else for (const child of Object.values(node)) yield* regexpsIn(child);
}

/** Length of the texts; what is linear takes some microseconds for one, what squares tens of milliseconds. */
const LENGTH = 10_000;
const LIMIT_MS = 7;
/** By the clock: what has no end in sight, even beside other work. */
const ENDLESS_MS = 1000;
const FILLERS = [...'\t\n a0<"\'(-./=年中，'];

/** Texts that begin to match everywhere and never do: each character and each word of the pattern over and over, behind each of its words. */
export function hostileTexts({ source }: Pick<Expression, 'source'>): string[] {
  const plain = source.replace(
    /\\[bBdDwWsSpP](?:\{[^}]*\})?|\(\?(?:[:=!]|<[=!]|<\w+>)|\{\d+,?\d*\}|\\(.)/g,
    (_, escaped = '\u0001') => escaped,
  );
  const words = [...new Set(plain.split(/[\u0001()[\]{}|?*+^$.]+/).filter((word) => word !== ''))].slice(0, 40);
  const characters = [...new Set([...FILLERS, ...plain.replace(/[\u0001a-zA-Z\u4e00-\u9fff]/g, '')])].slice(0, 40);
  const repeated = (unit: string): string => unit.repeat(Math.ceil(LENGTH / unit.length));
  const units = [
    ...characters,
    ...words,
    ...words.map((word) => `${word} `),
    ...words.map((word) => `${word}0`),
    words.join(''),
    words.join(' '),
  ];
  const pumps = units.filter((unit) => unit !== '').map(repeated);
  const behind = words.slice(0, 12).flatMap((word) => FILLERS.map((filler) => word + repeated(filler)));
  return [...pumps, ...behind].flatMap((text) => [`${text}\u0000`, `\u0000${text}\n\u0000`]);
}

const match = new Script('for (const text of texts) expression.exec(text)');
const context = createContext({});

/** A text on which the expression takes too long, or null. */
export function slowText(expression: Expression): string | null {
  const flags = expression.flags.replace('g', '');
  const tried = new RegExp(expression.source, flags);
  const isSlow = (texts: readonly string[]): boolean => millisecondsOf(tried, texts) > LIMIT_MS;
  const texts = hostileTexts(expression);
  // What is fast on all of them together is fast on each.
  if (!isSlow(texts)) return null;
  return texts.find((text) => isSlow([text]) && isDisproportionate(tried, text)) ?? null;
}

/** A quarter of the text takes a quarter of the time, where an expression of many words is merely long; of what squares, a sixteenth. */
const LEAST_GROWTH = 8;

/** The least of three times counts: the collector may work beside one. What has no end in sight, which it had not before, is not waited for thrice. */
function isDisproportionate(expression: RegExp, text: string): boolean {
  const quarter = text.slice(0, text.length / 4) + text.slice(-2);
  const least = (tried: string): number => {
    const first = millisecondsOf(expression, [tried]);
    if (first === Number.POSITIVE_INFINITY) return first;
    return Math.min(first, ...[0, 1].map(() => millisecondsOf(expression, [tried])));
  };
  const whole = least(text);
  return whole === Number.POSITIVE_INFINITY || (whole > LIMIT_MS && whole > LEAST_GROWTH * least(quarter));
}

/** The processor's time, not the clock's: a busy machine makes nothing slow. Infinite where it has no end in sight. */
function millisecondsOf(expression: RegExp, texts: readonly string[]): number {
  Object.assign(context, { expression, texts });
  const before = process.cpuUsage();
  try {
    match.runInContext(context, { timeout: ENDLESS_MS });
  } catch (error) {
    // An error of another context is no `Error` of ours.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return Number.POSITIVE_INFINITY;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Expressions that may be slow, by file: what they are tried on is short, and why. A thousand characters cost none a millisecond. */
export const SHORT_TEXTS: Readonly<Record<string, string>> = {
  'vocabulary/link-titles.ts': 'words of one link',
  'vocabulary/title-parts.ts': 'one title',
  'vocabulary/numbers.ts': 'one cell',
  'codebook/sections.ts': 'one heading',
  'codebook/forms/applications.ts': 'one label',
  'organs/divisions.ts': 'one name of a place',
  'organs/kind.ts': 'one name of an organ',
  'organs/towns.ts': 'data of our own',
  'sample/layouts/unseen.ts': 'text of our own',
  'extract/formats/office/fields.ts': 'cut to LONGEST_TAIL characters',
  'cli/crawl/select.ts': 'an argument that a person typed',
  'cli/report/tables.ts': 'a label of the codebook',
  'crawlers/http/script-redirect.ts': 'pages of at most LONGEST_SHELL characters',
  'crawlers/platforms/detail/metadata.ts': 'one title',
  'crawlers/platforms/paging/script-pager.ts': 'the handler of one element',
  'extract/formats/layout/boilerplate.ts': 'one line of a page',
  'extract/formats/layout/borderless/segment.ts': 'one piece of text on a page',
  'extract/formats/ocr/words.ts': 'one recognised line',
  'extract/formats/html/heading/title.ts': 'cut to LONGEST_HEAD characters',
  'extract/report/heading/title.ts': 'one title',
  'extract/report/text/stream.ts': 'every part is bounded: some hundred steps a place, never more',
};

const isAllowed = ({ files }: Expression): boolean => [...files].every((file) => file in SHORT_TEXTS);

export interface Slow extends Expression {
  /** Begin of the text that it is slow on. */
  readonly text: string;
}

/** What takes too long and is not allowed to. */
export function slowExpressions(part = '', all: readonly Expression[] = expressions()): Slow[] {
  return all
    .filter((expression) => !isAllowed(expression) && [...expression.files].some((file) => file.includes(part)))
    .flatMap((expression) => {
      const text = slowText(expression);
      return text === null ? [] : [{ ...expression, text: text.slice(0, 40) }];
    });
}

async function askRecheck(part: string): Promise<void> {
  for (const { source, flags, files } of expressions()) {
    if (![...files].some((file) => file.includes(part))) continue;
    const { status } = await check(source, flags, { timeout: 3000 });
    if (status !== 'safe') console.log(`${[...files].join(', ')}  /${source}/${flags}  ${status}`);
  }
}

if (import.meta.filename === process.argv[1]) {
  const [part = ''] = process.argv.slice(2).filter((word) => word !== '--recheck');
  if (process.argv.includes('--recheck')) await askRecheck(part);
  const slow = slowExpressions(part);
  for (const { files, source, flags, text } of slow)
    console.log(`${[...files].join(', ')}  /${source}/${flags}  on ${JSON.stringify(text)}`);
  process.exitCode = slow.length > 0 ? 1 : 0;
}
