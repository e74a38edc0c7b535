import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { messageOf } from '../message-of.ts';
import { maskUserInfo } from '../vocabulary/user-info.ts';
import type { Allowed } from './allowed.ts';
import { ConfigError, type ConfigProblem } from './error.ts';
import { expanded } from './expand.ts';
import { configMessages } from './messages.ts';
import { closest } from './suggest.ts';

/**
 * Reads a YAML file strictly: every problem becomes one line with file, line, key, what was found and what is allowed.
 * `allowed` says what may stand at a key, positions in lists left out. With an `environment`, `${NAME}` in a value is taken from it.
 * @throws {ConfigError} where the file cannot be read, is no YAML, or does not fit the schema.
 */
export function readYaml<T>(
  file: string,
  schema: z.ZodType<T>,
  allowed: Allowed,
  environment?: Readonly<Record<string, string | undefined>>,
): T {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => ({
        file,
        line: error.linePos?.[0].line ?? null,
        key: '',
        message: withoutPlace(error.message),
      })),
    );
  }
  const value = contentOf(file, document);
  const lineAt = (path: readonly PropertyKey[]): number | null => lineOf(document, lines, path);
  const { value: meant, unset } = environment === undefined ? { value, unset: [] } : expanded(value, environment);
  if (unset.length > 0)
    throw new ConfigError(
      unset.map(({ name, path }) => ({
        file,
        line: lineAt(path),
        key: path.map(String).join('.'),
        message: configMessages.unset(name),
      })),
    );
  const result = schema.safeParse(meant);
  if (result.success) return result.data;
  // What stands in the file is shown, not what the environment gave.
  const found = result.error.issues.flatMap((issue) => problems(file, value, issue, allowed, lineAt));
  throw new ConfigError(found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
}

/** The parser tells the place once more, in its own words. */
const withoutPlace = (message: string): string => message.replace(/ at line [\s\S]*$/, '');

/** Aliases (`*name`) may be used a thousandfold to fill the memory, or stand in what they refer to. */
function contentOf(file: string, document: Document): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch (error) {
    const circle = error instanceof TypeError && /circular/i.test(error.message);
    const message = circle ? configMessages.aliasLoop : messageOf(error);
    throw new ConfigError([{ file, line: null, key: '', message }]);
  }
}

function readText(file: string): string {
  const wrong = (message: string): ConfigError => new ConfigError([{ file, line: null, key: '', message }]);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw wrong(configMessages.unread(error instanceof Error && 'code' in error ? String(error.code) : String(error)));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Chinese editors still offer GBK first; read as UTF-8, the names would be silently spoilt.
    throw wrong(configMessages.notUtf8);
  }
}

function problems(
  file: string,
  value: unknown,
  issue: z.core.$ZodIssue,
  allowed: Readonly<Record<string, string>>,
  lineAt: (path: readonly PropertyKey[]) => number | null,
): ConfigProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      line: lineAt([...issue.path, key]),
      key: [...issue.path, key].join('.'),
      message: unknownKey(key, keysAllowedIn(issue.path, allowed)),
    }));
  }
  const key = issue.path.join('.');
  const rule =
    allowed[withoutPositions(issue.path)] ??
    (key === '' ? configMessages.theKeys(keysAllowedIn([], allowed).join(', ')) : '');
  // A regular expression's own complaint says where it is wrong.
  const detail = issue.code === 'custom' && issue.message !== 'Invalid input' ? ` (${issue.message})` : '';
  const found = valueAt(value, issue.path);
  const now = typeof found === 'string' ? RENAMED[found] : undefined;
  if (now !== undefined)
    return [{ file, line: lineAt(issue.path), key, message: configMessages.renamedValue(String(found), now) }];
  const message =
    found === undefined ? configMessages.missing(detail, rule) : configMessages.found(show(found), detail, rule);
  return [{ file, line: lineAt(issue.path), key, message }];
}

/** Keys and values of older versions. */
const RENAMED: Readonly<Record<string, string>> = { columns: 'channels', 'column seen': 'channel seen' };

const withoutPositions = (path: readonly PropertyKey[]): string =>
  path.filter((part) => typeof part === 'string').join('.');

function keysAllowedIn(path: readonly PropertyKey[], allowed: Readonly<Record<string, string>>): string[] {
  const parent = withoutPositions(path);
  const prefix = parent === '' ? '' : `${parent}.`;
  return Object.keys(allowed)
    .filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('.'))
    .map((key) => key.slice(prefix.length));
}

function unknownKey(key: string, known: readonly string[]): string {
  const now = RENAMED[key];
  if (now !== undefined && known.includes(now)) return configMessages.renamedKey(now);
  const near = closest(key, known);
  return near === null
    ? configMessages.unknownKey(known.join(', '))
    : configMessages.unknownKeyNear(near, known.join(', '));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) {
    // One text where a list is meant is read as a list of one: the text itself is what was found.
    if (typeof at === 'string') return at;
    at = at !== null && typeof at === 'object' ? Reflect.get(at, part) : undefined;
  }
  return at;
}

function show(value: unknown): string {
  const json = maskUserInfo(JSON.stringify(value));
  // Long enough for an address, short enough for one line of a terminal.
  return json.length > 120 ? `${json.slice(0, 117)}…` : json;
}

/** The line of the key or item at `path`; of its nearest ancestor where it is missing. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length >= 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== null) return lines.linePos(offset).line;
  }
  return null;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  const parent = path.length === 0 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent) && last !== undefined) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return pair !== undefined && isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null;
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
