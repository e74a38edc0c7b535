import { attributeColour } from '../../../appearance/colours.ts';
import { attribute, type Element } from '../../dom/dom.ts';

type Defaults = readonly (readonly [property: string, value: string])[];

const NONE: Defaults = [];
const STRUCK: Defaults = [['text-decoration-line', 'line-through']];
/** Fields of forms begin anew, whatever is around them. */
const FIELD: Defaults = [
  ['font-size', '13.333px'],
  ['color', 'fieldtext'],
  ['text-indent', '0'],
  ['visibility', 'inherit'],
];

const BY_NAME: ReadonlyMap<string, Defaults> = new Map<string, Defaults>([
  ['bdo', [['unicode-bidi', 'isolate-override']]],
  ['s', STRUCK],
  ['strike', STRUCK],
  ['del', STRUCK],
  [
    'mark',
    [
      ['background-color', 'yellow'],
      ['color', 'black'],
    ],
  ],
  ['input', FIELD],
  ['textarea', FIELD],
  ['select', FIELD],
  ['button', FIELD],
]);

/** What browsers say about an element before any style sheet, and what its old attributes say. */
export function defaultsOf(element: Element, quirks: boolean): Defaults {
  const { name, attribs } = element;
  const byName = BY_NAME.get(name) ?? NONE;
  const own: (readonly [string, string])[] = [];
  if ('hidden' in attribs) own.push(['display', 'none']);
  if ('popover' in attribs) own.push(['display', 'none']);
  if (/^(?:rtl|ltr)$/i.test(attribs.dir ?? '')) own.push(['direction', (attribs.dir ?? '').toLowerCase()]);
  if (name === 'dialog' && !('open' in attribs)) own.push(['display', 'none']);
  if (name === 'a' && 'href' in attribs) own.push(['color', '#0000ee']);
  if (name === 'table' && quirks) own.push(['font-size', 'medium'], ['text-indent', '0']);
  if ('color' in attribs && name === 'font') own.push(...colour('color', attribute(element, 'color')));
  if ('text' in attribs && name === 'body') own.push(...colour('color', attribute(element, 'text')));
  if ('bgcolor' in attribs) own.push(...colour('background-color', attribute(element, 'bgcolor')));
  if ('background' in attribs) own.push(['background-image', 'url()']);
  return own.length === 0 ? byName : [...byName, ...own];
}

function colour(property: string, written: string): Defaults {
  const found = attributeColour(written);
  return found ? [[property, found.hex()]] : NONE;
}
