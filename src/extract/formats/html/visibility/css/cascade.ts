import { attribute, type Element } from '../../dom/dom.ts';
import { type Declaration, inlineDeclarations } from './declarations.ts';
import { Matcher } from './matcher.ts';
import type { StyleRule, StyleSheets } from './rules.ts';

/** A rule with its place in the cascade, among normal declarations and among important ones. */
interface RankedRule extends StyleRule {
  readonly normal: number;
  readonly important: number;
}

/** A page's declarations by the order of the cascade: layer, specificity, place; important ones the other way round by layer. */
export class Cascade {
  readonly #matcher: Matcher;
  readonly #ranked: ReadonlyMap<StyleRule, RankedRule>;

  constructor(sheets: StyleSheets, quirksMode: boolean) {
    this.#matcher = new Matcher(sheets.rules, quirksMode);
    this.#ranked = ranked(sheets);
  }

  /** What is declared for an element, or for the box that is generated in it, weakest first; later ones win. */
  declarations(element: Element): {
    readonly own: Declaration[];
    readonly before: Declaration[];
    readonly after: Declaration[];
  } {
    const rules = this.#matcher.matching(element).flatMap((rule) => this.#ranked.get(rule) ?? []);
    const inline = 'style' in element.attribs ? inlineDeclarations(attribute(element, 'style')) : [];
    const own = rules.filter(({ pseudo }) => pseudo === null);
    return {
      own: inOrder(own, inline),
      before: inOrder(
        rules.filter(({ pseudo }) => pseudo === 'before'),
        [],
      ),
      after: inOrder(
        rules.filter(({ pseudo }) => pseudo === 'after'),
        [],
      ),
    };
  }
}

function inOrder(rules: readonly RankedRule[], inline: readonly Declaration[]): Declaration[] {
  if (rules.length === 0 && inline.every(({ isImportant }) => !isImportant)) return [...inline];
  const normal = rules.toSorted((a, b) => a.normal - b.normal).flatMap(({ declarations }) => declarations);
  const important = rules.toSorted((a, b) => a.important - b.important).flatMap(({ declarations }) => declarations);
  return [
    ...normal.filter(({ isImportant }) => !isImportant),
    ...inline.filter(({ isImportant }) => !isImportant),
    ...important.filter(({ isImportant }) => isImportant),
    ...inline.filter(({ isImportant }) => isImportant),
  ];
}

function ranked({ rules, layers }: StyleSheets): Map<StyleRule, RankedRule> {
  const ranks = layers.ranks();
  const placed = rules.map((rule, place) => ({ rule, place, layer: ranks[rule.layer] ?? 0 }));
  const bySpecificity = (a: (typeof placed)[number], b: (typeof placed)[number]): number =>
    a.rule.specificity - b.rule.specificity || a.place - b.place;
  const order = (sign: 1 | -1): Map<StyleRule, number> =>
    new Map(
      placed.toSorted((a, b) => sign * (a.layer - b.layer) || bySpecificity(a, b)).map(({ rule }, at) => [rule, at]),
    );
  const [normal, important] = [order(1), order(-1)];
  return new Map(
    rules.map((rule) => [rule, { ...rule, normal: normal.get(rule) ?? 0, important: important.get(rule) ?? 0 }]),
  );
}
