import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A text of the program's source that speaks to people, with the place where it stands. */
export interface Sentence {
  readonly place: string;
  readonly text: string;
}

/** A node of the syntax tree; what else it holds is asked for by `Reflect.get`. */
interface Node {
  readonly type: string;
  readonly start: number;
}

/** Paths of the program's source files. */
const sources = (root: string): string[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', file))
    .sort();

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';

/** Two words of Latin letters in a row, but for what is typed or named: commands, options, addresses, `code`. */
export function speaksEnglish(text: string): boolean {
  const words = text
    .replace(/`[^`]*`/g, ' ')
    .replace(/(?:npx )?nianbao(?: [\w<>./:*-]+)*/g, ' ')
    .replace(/--?[\w-]+(?:[ =][<[]?[\w.|-]+[>\]]?)?|https?:\S+|\S*[_/\\<>[\]{}=|.]\S*/g, ' ');
  return /(?:^|[^\w])[A-Za-z’']*[a-z]{2,} [a-z]{2,}(?:[^\w]|$)/.test(words);
}

/** Errors whose words are stored, or that are the program's own fault: no person is spoken to in their words. */
const NOT_FOR_PEOPLE =
  /^(?:Error|RangeError|TypeError|UnreadableError|FetchError|FileError|ArchiveError|WorkerBrokenError|BrowserCrashedError|CriticalError|RecordLostError)$/;

/** Every English sentence outside of messages: anywhere in the command line, and in errors for people everywhere else. */
export function sentencesOutside(root: string): Sentence[] {
  return sources(root).flatMap((file) => {
    const isCli = file.startsWith(join('src', 'cli'));
    const source = readFileSync(join(root, file), 'utf8');
    const found: Sentence[] = [];
    if ((!isCli && !/new \w+Error\(/.test(source)) || file.endsWith('facts.ts')) return [];
    visit(parseSync(file, source).program, (node, way) => {
      if (way.some(isMessages) || way.some(({ type }) => type === 'ImportDeclaration')) return;
      const error = way.find(({ type }) => type === 'NewExpression');
      const name = error === undefined ? '' : String(Reflect.get(part(error, 'callee') ?? {}, 'name') ?? '');
      const forPeople = name.endsWith('Error') ? !NOT_FOR_PEOPLE.test(name) : isCli;
      const text = textOf(node);
      if (forPeople && text !== null && speaksEnglish(text)) found.push({ place: place(file, source, node), text });
    });
    return found;
  });
}

/** Every text of a file that is more than a name or a place of an import, in order; `$` stands for what is put in. Faults are left out. */
export function textsIn(file: string, source: string): string[] {
  const found: string[] = [];
  visit(parseSync(file, source).program, (node, way) => {
    const isFault = way.some((one) => one.type === 'NewExpression' && /^(?:Range|Type)?Error$/.test(nameOf(one)));
    const text = textOf(node);
    if (text !== null && !isFault && !way.some(({ type }) => type === 'ImportDeclaration')) found.push(text);
  });
  return found;
}

const nameOf = (node: Node): string => String(Reflect.get(part(node, 'callee') ?? {}, 'name') ?? '');

/** Chinese messages that hold an English sentence, or no Chinese at all where there are words. */
export function untranslated(root: string): Sentence[] {
  return sources(root)
    .filter((file) => /messages/.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      const found: Sentence[] = [];
      visit(parseSync(file, source).program, (node, way) => {
        const text = textOf(node);
        const isKey = way.at(-1)?.type === 'Property' && Reflect.get(way.at(-1) ?? {}, 'key') === node;
        if (text === null || isKey || !way.some(isChinese)) return;
        const hasWords = /[a-z]{4,}/.test(text.replace(/`[^`]*`|--?[\w-]+|nianbao \S+|https?:\S+|\$|\S+\.\S+/g, ''));
        const hasChinese = /\p{Script=Han}/u.test(text);
        if (speaksEnglish(text) || (hasWords && !hasChinese)) found.push({ place: place(file, source, node), text });
      });
      return found;
    });
}

function part(node: Node, name: string): Node | null {
  const value: unknown = Reflect.get(node, name);
  return isNode(value) ? value : null;
}

const isMessages = (node: Node): boolean =>
  node.type === 'CallExpression' && Reflect.get(part(node, 'callee') ?? {}, 'name') === 'bilingual';

const isChinese = (node: Node): boolean =>
  node.type === 'Property' && Reflect.get(part(node, 'key') ?? {}, 'name') === 'zh';

/** Depth first, with the nodes above, the outermost first. */
function visit(node: Node, look: (node: Node, way: readonly Node[]) => void, way: readonly Node[] = []): void {
  look(node, way);
  const below = [...way, node];
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, look, below);
}

function textOf(node: Node): string | null {
  const value: unknown = Reflect.get(node, 'value');
  if (node.type === 'Literal') return typeof value === 'string' ? value : null;
  const quasis: unknown = Reflect.get(node, 'quasis');
  if (node.type !== 'TemplateLiteral' || !Array.isArray(quasis)) return null;
  return quasis.map((quasi) => String(Reflect.get(Reflect.get(quasi, 'value'), 'cooked'))).join('$');
}

const place = (file: string, source: string, { start }: Node): string =>
  `${file}:${source.slice(0, start).split('\n').length}`;
