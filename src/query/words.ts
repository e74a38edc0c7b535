import { comparable, RUNS } from '../store/search-pairs.ts';
import { QueryError } from './errors.ts';
import { queryMessages } from './messages.ts';

/** What a person looks for, as the index is asked for it. */
export interface WordQuery {
  /** For `section_search MATCH`. */
  readonly match: string;
  /** What is looked for, without what must not be there: to show where it stands. */
  readonly shown: readonly string[];
}

type Token = { readonly kind: 'word'; readonly text: string } | { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT' };

/**
 * Reads `政务公开 网站`, `"一网 通办"`, `网站 OR 新媒体`, `依申请公开 NOT 诉讼`, `(复议 OR 诉讼) 败诉`: words side by side must all be there, in a section or
 * its heading; OR binds weaker than AND, quotes take everything literally.
 * @throws QueryError for an open bracket or nothing to look for.
 */
export function readWords(text: string): WordQuery {
  const tokens = tokensOf(text);
  const shown: string[] = [];
  let at = 0;
  const peek = (): Token['kind'] | undefined => tokens[at]?.kind;

  const either = (): string => {
    const parts = [both()];
    while (peek() === 'OR') {
      at++;
      parts.push(both());
    }
    return joined(parts, 'OR');
  };
  const both = (): string => {
    const parts = [one()];
    const without: string[] = [];
    for (let next = peek(); next !== undefined && next !== 'OR' && next !== ')'; next = peek()) {
      if (next === 'AND') at++;
      if (peek() === 'NOT') {
        at++;
        const before = shown.length;
        without.push(one());
        shown.length = before;
      } else parts.push(one());
    }
    return [joined(parts, 'AND'), ...new Set(without)].join(' NOT ');
  };
  const one = (): string => {
    const token = tokens[at++];
    if (token?.kind === 'word') {
      shown.push(comparable(token.text));
      return phraseOf(token.text);
    }
    if (token?.kind === '(') {
      const inner = either();
      if (tokens[at++]?.kind !== ')') throw new QueryError(queryMessages.bracketOpen(text));
      return `(${inner})`;
    }
    throw new QueryError(
      token === undefined ? queryMessages.wordWantedAtEnd(text) : queryMessages.wordWanted(text, token.kind),
    );
  };

  const match = either();
  if (at < tokens.length) throw new QueryError(queryMessages.bracketClosed(text));
  return { match, shown: [...new Set(shown)] };
}

/** What stands twice is asked for once. */
function joined(parts: readonly string[], by: 'AND' | 'OR'): string {
  const [first = '', ...others] = new Set(parts);
  return others.length === 0 ? first : `(${[first, ...others].join(` ${by} `)})`;
}

const OPERATORS: Readonly<Record<string, 'AND' | 'OR' | 'NOT'>> = {
  AND: 'AND',
  OR: 'OR',
  NOT: 'NOT',
  '|': 'OR',
  '-': 'NOT',
};

function tokensOf(text: string): Token[] {
  const found = text.normalize('NFKC').matchAll(/"([^"]*)"|[“”]([^“”]*)[“”]|([()])|([^\s()"“”]+)/gu);
  return [...found].flatMap(([, quoted, curly, bracket, word]): Token[] => {
    if (bracket === '(' || bracket === ')') return [{ kind: bracket }];
    const literal = quoted ?? curly;
    if (literal !== undefined) return isEmpty(literal) ? [] : [{ kind: 'word', text: literal }];
    const operator = OPERATORS[word ?? ''];
    if (operator !== undefined) return [{ kind: operator }];
    const excluded = /^-(.+)$/u.exec(word ?? '')?.[1];
    if (excluded !== undefined && !isEmpty(excluded)) return [{ kind: 'NOT' }, { kind: 'word', text: excluded }];
    return word === undefined || isEmpty(word) ? [] : [{ kind: 'word', text: word }];
  });
}

const isEmpty = (text: string): boolean => comparable(text).match(RUNS) === null;

/** The phrase of pairs that is `text`; its last character alone is the beginning of a pair. */
function phraseOf(text: string): string {
  const runs = comparable(text).match(RUNS) ?? [];
  const tokens = runs.flatMap((run, index) => {
    if (!/\p{Script=Han}/u.test(run)) return [run];
    const characters = [...run];
    const pairs = characters.slice(0, -1).map((character, at) => character + (characters[at + 1] ?? ''));
    const last = characters.at(-1) ?? '';
    return index === runs.length - 1 && pairs.length > 0 ? pairs : [...pairs, last];
  });
  const endsAlone = /\p{Script=Han}/u.test(runs.at(-1) ?? '') && [...(runs.at(-1) ?? '')].length === 1;
  return `"${tokens.join(' ')}"${endsAlone ? ' *' : ''}`;
}
