import { childrenOf, type Element, isElement, isSilent, isText } from '../dom/dom.ts';
import { type HtmlDocument, type Text, textBox } from '../dom/tree.ts';
import type { Cascade } from './css/cascade.ts';
import type { Declaration } from './css/declarations.ts';
import { isBoxDoubtful, isCrammed } from './doubtful.ts';
import { isLineAcross } from './drawn-line.ts';
import { generatedText } from './generated.ts';
import { childrenSetting, settingOf, tablePartOf } from './setting.ts';
import { type ComputedTextStyle, computed, PLAIN_STYLE } from './style/computed.ts';
import { isBoxUnseen, isInline } from './unseen-box.ts';
import { type HiddenBy, isPaperWhite, whyUnseen } from './unseen-text.ts';

/** Text that is not seen where it stands. */
export interface UnseenText extends HiddenBy {
  readonly text: Text;
  /** White on what is taken for paper. */
  readonly isPaperWhite: boolean;
}

/** Text that a style sheet generates in an element. */
export interface Generated {
  readonly parent: Element;
  readonly place: 'first' | 'last';
  readonly box: Element;
}

/** What of a page is not seen, and what is seen that stands in no element. Nothing is changed by finding it. */
export interface VisibilityFindings {
  readonly boxes: Element[];
  readonly texts: UnseenText[];
  readonly generated: Generated[];
  /** Elements that are set otherwise than their names say. */
  readonly settings: { readonly element: Element; readonly as: NonNullable<Element['set']> }[];
  /** Boxes that are set as parts of tables. */
  readonly tableParts: { readonly element: Element; readonly name: string }[];
  /** Elements of which a part may not be seen, or be struck, by what cannot be computed here. */
  readonly doubtful: Element[];
  /** Elements whose letters are turned about. */
  readonly turned: Element[];
}

/** Fields show their value by their own look. */
const FIELDS: ReadonlySet<string> = new Set(['input', 'textarea', 'select']);

/** Looks at each element from the outside in, without recursion. */
export function survey(page: HtmlDocument, cascade: Cascade, quirks: boolean): VisibilityFindings {
  const findings: VisibilityFindings = {
    boxes: [],
    texts: [],
    generated: [],
    settings: [],
    tableParts: [],
    doubtful: [],
    turned: [],
  };
  const open: { readonly element: Element; readonly around: ComputedTextStyle }[] = childrenOf(page)
    .filter(isElement)
    .map((element) => ({ element, around: PLAIN_STYLE }));
  for (let next = open.pop(); next; next = open.pop()) {
    const look = lookAt(next.element, next.around, findings, cascade, quirks);
    if (isSilent(next.element)) continue;
    for (const child of childrenOf(next.element)) if (isElement(child)) open.push({ element: child, around: look });
  }
  return findings;
}

function lookAt(
  element: Element,
  around: ComputedTextStyle,
  findings: VisibilityFindings,
  cascade: Cascade,
  quirks: boolean,
): ComputedTextStyle {
  const { own, before, after } = cascade.declarations(element);
  const { box, look } = computed(element, around, own, quirks);
  if (isBoxUnseen(element, box, look.fontSize)) findings.boxes.push(element);
  else if (isBoxDoubtful(box) || (isTextDoubtful(look) && showsNumber(element))) findings.doubtful.push(element);
  const as = settingOf(element, box, look, around);
  if (as) findings.settings.push({ element, as });
  const inside = childrenSetting(box);
  if (inside)
    for (const child of childrenOf(element))
      if (isElement(child) && isInline(child)) findings.settings.push({ element: child, as: inside });
  const part = tablePartOf(element, box);
  if (part) findings.tableParts.push({ element, name: part });
  if (look.isRightToLeft && /override/.test(box.get('unicode-bidi') ?? '')) findings.turned.push(element);
  if (element.name === 'details') closeDetails(element, findings);
  const why = whyUnseen(look) ?? (isCrossed(element, look, [before, after]) ? crossed(element) : null);
  if (why && FIELDS.has(element.name)) findings.boxes.push(element);
  else if (why)
    for (const child of childrenOf(element))
      if (isText(child) && child.data.trim() !== '')
        findings.texts.push({ ...why, text: child, isPaperWhite: isPaperWhite(look) });
  generate(element, 'first', before, look, findings);
  generate(element, 'last', after, look, findings);
  return look;
}

const isTextDoubtful = (look: ComputedTextStyle): boolean =>
  look.mayBeCrossed || isCrammed(look.letterSpacing, look.fontSize);

const showsNumber = (element: Element): boolean =>
  FIELDS.has(element.name) || childrenOf(element).some((child) => isText(child) && /\p{Nd}/u.test(child.data));

const crossed = (element: Element): HiddenBy => ({ how: 'struck', by: element });

/** True for an element through which a generated box draws a line. */
const isCrossed = (
  element: Element,
  look: ComputedTextStyle,
  generated: readonly (readonly Declaration[])[],
): boolean =>
  generated.some((declarations) => {
    if (!declarations.some(({ property }) => property === 'content')) return false;
    const { box, look: own } = computed(element, look, declarations, false);
    return isLineAcross(box, own.fontSize);
  });

function generate(
  parent: Element,
  place: 'first' | 'last',
  declarations: readonly Declaration[],
  around: ComputedTextStyle,
  { generated }: VisibilityFindings,
): void {
  const text = declarations.length === 0 ? null : generatedText(declarations, parent);
  if (text === null) return;
  const box = textBox(text);
  const { box: style, look } = computed(box, around, declarations, false);
  if (!isBoxUnseen(box, style, look.fontSize) && whyUnseen(look) === null) generated.push({ parent, place, box });
}

/** Of a closed box only its summary is seen. */
function closeDetails(details: Element, { boxes, texts }: VisibilityFindings): void {
  if ('open' in details.attribs) return;
  const summary = childrenOf(details).find((child) => isElement(child) && child.name === 'summary');
  for (const child of childrenOf(details)) {
    if (child === summary) continue;
    if (isElement(child)) boxes.push(child);
    else if (isText(child) && child.data.trim() !== '')
      texts.push({ text: child, how: 'hidden', by: details, isPaperWhite: false });
  }
}
