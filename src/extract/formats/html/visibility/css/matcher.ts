import { compile, type Options } from 'css-select';
import type { AnyNode, Element } from '../../dom/dom.ts';
import { matchOptions } from './adapter.ts';
import type { StyleRule } from './rules.ts';

type Matches = (element: Element) => boolean;

/** Asks for each element only the rules whose last part it can answer to, as browsers do. */
export class Matcher {
  readonly #byKey = new Map<string, StyleRule[]>();
  readonly #compiled = new Map<string, Matches | null>();
  readonly #options: Options<AnyNode, Element>;

  constructor(rules: readonly StyleRule[], quirksMode: boolean) {
    this.#options = matchOptions(quirksMode);
    for (const rule of rules) {
      const known = this.#byKey.get(rule.key);
      if (known) known.push(rule);
      else this.#byKey.set(rule.key, [rule]);
    }
  }

  /** The rules that the element answers to, in no order. Throws `TooManySteps`. */
  matching(element: Element): StyleRule[] {
    return this.#keysOf(element).flatMap((key) =>
      (this.#byKey.get(key) ?? []).filter((rule) => this.#isValid(rule) && this.#query(rule.text)?.(element)),
    );
  }

  #keysOf({ name, attribs }: Element): string[] {
    const keys = ['*', name];
    const { id, class: classes } = attribs;
    if (id !== undefined) keys.push(`#${id.toLowerCase()}`);
    if (classes !== undefined)
      for (const one of new Set(classes.toLowerCase().split(/\s+/))) if (one !== '') keys.push(`.${one}`);
    return keys;
  }

  /** One selector that browsers do not know makes them pass over the whole rule. */
  #isValid({ list }: StyleRule): boolean {
    return list.length === 1 || list.every((text) => this.#query(text) !== null);
  }

  #query(text: string): Matches | null {
    const known = this.#compiled.get(text);
    if (known !== undefined) return known;
    const query = FOREIGN.test(text) ? null : compiled(text, this.#options);
    this.#compiled.set(text, query);
    return query;
  }
}

/** What css-select knows and browsers do not. */
const FOREIGN =
  /:(?:i?contains|parent|header|button|input|text|submit|reset|image|file|password|radio|checkbox|selected)\b/i;

function compiled(text: string, options: Options<AnyNode, Element>): Matches | null {
  try {
    return compile<AnyNode, Element>(text, options);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
