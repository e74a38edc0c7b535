import { attribute, childrenOf, type Element, elementsOf, isText, shownText } from '../dom/dom.ts';

/** Fields of a form whose value is printed. */
export const FIELDS: ReadonlySet<string> = new Set(['input', 'textarea', 'select']);

/** Kinds of input that print their value as text; a kind that browsers do not know is one of text. */
const OTHER_INPUTS = /^(?:hidden|password|checkbox|radio|file|submit|image|reset|button|range|color)$/i;

/** What a field shows. */
export function fieldValue(field: Element): string {
  if (field.name === 'textarea') return shownText(field);
  if (field.name === 'select') return choiceOf(field);
  return OTHER_INPUTS.test(attribute(field, 'type')) ? '' : attribute(field, 'value');
}

/** The choice that stands in the closed list: the last one that is marked, else the first; in an open list only marked ones are meant. */
function choiceOf(select: Element): string {
  const options = elementsOf(select, ({ name }) => name === 'option');
  const marked = options.filter(({ attribs }) => 'selected' in attribs);
  const isOpen = 'multiple' in select.attribs || Number(attribute(select, 'size')) > 1;
  if (isOpen) return marked.map(optionText).join(' ');
  const shown = marked.at(-1) ?? options.find(({ attribs }) => !('disabled' in attribs));
  return shown ? optionText(shown) : '';
}

const optionText = (option: Element): string =>
  attribute(option, 'label') ||
  childrenOf(option)
    .map((child) => (isText(child) ? child.data : ''))
    .join('');
