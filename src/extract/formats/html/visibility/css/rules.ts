import { type Atrule, type CssNode, generate, parse, type Rule, type SelectorList } from 'css-tree';
import { holds } from './conditions.ts';
import { type Declaration, declarationsIn } from './declarations.ts';
import { Layers } from './layers.ts';
import { listSpecificities, type Nesting, type SelectorText, selectorText } from './selectors.ts';

/** A rule for the reader's screen, by one selector. */
export interface StyleRule extends SelectorText {
  readonly declarations: readonly Declaration[];
  readonly layer: number;
  /** All selectors of the rule. */
  readonly list: readonly string[];
}

export interface StyleSheets {
  /** In the order of the page. */
  readonly rules: readonly StyleRule[];
  readonly layers: Layers;
  /** Sheets name others that are not at hand. */
  readonly imports: boolean;
  /** Sheets that are out of bounds and were not read. */
  readonly unread: number;
}

/** Far more than any page has of its own; beyond it a sheet is an attack. */
const MOST_RULES = 20_000;
const LONGEST_SHEET = 2_000_000;

interface RuleContext {
  readonly nesting: Nesting | null;
  readonly layer: string;
}

/** Style sheets of the pages read last, by their texts: all pages of a portal have the same. */
const parsedBefore = new Map<string, StyleSheets>();
const MOST_KEPT = 8;
/** Longer ones are rare, and their rules would stay in memory. */
const LONGEST_KEPT = 200_000;

/** Reads style sheets one after the other: the rules that a desktop screen obeys, with what they say about what is seen. */
export function parseSheets(sheets: readonly string[]): StyleSheets {
  const key = sheets.join('\u0000');
  const known = parsedBefore.get(key);
  const parsed = known ?? parseAll(sheets);
  if (key.length > LONGEST_KEPT) return parsed;
  // The one that was asked for last is dropped last.
  parsedBefore.delete(key);
  parsedBefore.set(key, parsed);
  for (const oldest of parsedBefore.keys()) if (parsedBefore.size > MOST_KEPT) parsedBefore.delete(oldest);
  return parsed;
}

function parseAll(sheets: readonly string[]): StyleSheets {
  const reader = new SheetReader();
  let unread = 0;
  for (const sheet of sheets) if (!reader.read(sheet)) unread += 1;
  return { rules: reader.rules, layers: reader.layers, imports: reader.imports, unread };
}

class SheetReader {
  readonly rules: StyleRule[] = [];
  readonly layers = new Layers();
  imports = false;

  /** False for a sheet that is too large, or nested so deep that no parser follows. */
  read(css: string): boolean {
    if (css.length > LONGEST_SHEET) return false;
    try {
      this.#nodes(parse(css, { parseValue: false, parseCustomProperty: false }), { nesting: null, layer: '' });
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  #nodes(parent: CssNode, context: RuleContext): void {
    if (parent.type !== 'StyleSheet' && parent.type !== 'Block') return;
    for (const node of parent.children.toArray()) {
      if (node.type === 'Rule') this.#rule(node, context);
      else if (node.type === 'Atrule') this.#atrule(node, context);
      else if (node.type === 'Raw' && context.nesting !== null && node.value.includes('{'))
        // A nested rule that begins with a name looks like a declaration.
        this.#nodes(parse(node.value, { parseValue: false, parseCustomProperty: false }), context);
    }
  }

  #rule(rule: Rule, context: RuleContext): void {
    if (rule.prelude.type !== 'SelectorList') return;
    this.#declare(rule.prelude, rule.block.children.toArray(), context);
    if (rule.block.children.some((node) => node.type !== 'Declaration'))
      this.#nodes(rule.block, { ...context, nesting: nestingOf(rule.prelude, context.nesting) });
  }

  #declare(list: SelectorList, block: readonly CssNode[], { nesting, layer }: RuleContext): void {
    const declarations = block.flatMap(declarationsIn);
    if (declarations.length === 0 || list.children.some(isForeign)) return;
    const selectors = list.children
      .toArray()
      .flatMap((selector) => (selector.type === 'Selector' ? (selectorText(selector, nesting) ?? []) : []));
    const texts = selectors.map(({ text }) => text);
    for (const selector of selectors)
      if (this.rules.length < MOST_RULES)
        this.rules.push({ ...selector, declarations, layer: this.layers.number(layer), list: texts });
  }

  #atrule({ name: written, prelude, block }: Atrule, context: RuleContext): void {
    const name = written.toLowerCase();
    if (name === 'import') this.imports = true;
    else if (name === 'layer') this.#layer(prelude, block, context);
    else if (block === null) return;
    else if (name === 'scope') this.#nodes(block, { ...context, nesting: scopeOf(prelude) ?? context.nesting });
    else if ((name === 'media' || name === 'supports' || name === 'container') && holds(name, prelude))
      this.#conditional(block, context);
  }

  /** Declarations may stand in a condition inside a rule. */
  #conditional(block: CssNode, context: RuleContext): void {
    if (block.type === 'Block' && context.nesting !== null) {
      const own = parse(`${context.nesting.text}{}`, { context: 'rule' });
      if (own.type === 'Rule' && own.prelude.type === 'SelectorList')
        this.#declare(own.prelude, block.children.toArray(), { ...context, nesting: null });
    }
    this.#nodes(block, context);
  }

  #layer(prelude: CssNode | null, block: CssNode | null, context: RuleContext): void {
    const names = prelude?.type === 'AtrulePrelude' ? prelude.children.toArray().flatMap(layerNames) : [];
    const inside = (name: string): string => (context.layer === '' ? name : `${context.layer}.${name}`);
    if (block === null) for (const name of names) this.layers.number(inside(name));
    else this.#nodes(block, { ...context, layer: inside(names[0] ?? this.layers.anonymous()) });
  }
}

/** A part of an element that only another browser knows: this one passes over the whole rule. */
const isForeign = (selector: CssNode): boolean =>
  selector.type === 'Selector' &&
  selector.children.some((node) => node.type === 'PseudoElementSelector' && /^-(?:moz|ms|o)-/i.test(node.name));

const layerNames = (node: CssNode): string[] =>
  node.type === 'Layer' ? [node.name] : node.type === 'LayerList' ? node.children.toArray().flatMap(layerNames) : [];

/** A selector inside a nested rule is as specific as the most specific one of the rule around. */
function nestingOf(list: SelectorList, outer: Nesting | null): Nesting {
  const texts = list.children
    .toArray()
    .flatMap((selector) => (selector.type === 'Selector' ? (selectorText(selector, outer)?.text ?? []) : []));
  return { text: texts.join(',') || ':not(*)', specificity: Math.max(0, ...listSpecificities(list, outer)) };
}

function scopeOf(prelude: CssNode | null): Nesting | null {
  const [scope] = prelude?.type === 'AtrulePrelude' ? prelude.children.toArray() : [];
  if (scope?.type !== 'Scope' || scope.root === null) return null;
  return { text: generate(scope.root), specificity: 0 };
}
