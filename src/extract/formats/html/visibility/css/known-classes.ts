/**
 * What the classes of well-known style sheets (Bootstrap 3 to 5, Layui, Element, Tailwind, WordPress) say about a desk's screen of 1280 pixels.
 * Of a page that links its style sheets only their names are at hand: without this, a copy for telephones would be read as if it were seen.
 */
const AWAY = 'display:none!important';
const SHOWN = 'display:block!important';
const CLIPPED =
  'position:absolute!important;width:1px;height:1px;overflow:hidden!important;clip:rect(0,0,0,0)!important';

/** Widths that a desk's screen has reached. */
const REACHED = ['sm', 'md', 'lg', 'xl'];
/** Widths that it is not in, of those that exclude each other in Bootstrap 3 and Layui. */
const OTHER = ['xs', 'sm', 'md'];
const list = (names: readonly string[], name: (width: string) => string): string => names.map(name).join(',');

export const KNOWN_CLASSES = [
  `.sr-only,.visually-hidden,.screen-reader-text,.sr-only-focusable{${CLIPPED}}`,
  `.d-none,.layui-hide,.invisible-print{${AWAY}}`,
  `.invisible{visibility:hidden!important}`,
  `${list(OTHER, (width) => `.visible-${width}`)},.visible-print{${AWAY}}`,
  `${list(OTHER, (width) => `.visible-${width}-block,.visible-${width}-inline,.visible-${width}-inline-block`)}{${AWAY}}`,
  `.hidden-lg,.layui-hide-lg,.hidden-lg-only,.hidden-md-and-up,.hidden-sm-and-up,.hidden-xl-and-down,.hidden-lg-and-down{${AWAY}}`,
  `${list(OTHER, (width) => `.layui-show-${width}-block,.layui-show-${width}-inline,.layui-show-${width}-inline-block`)}{${AWAY}}`,
  `${list(REACHED, (width) => `.d-${width}-block,.d-${width}-inline,.d-${width}-inline-block,.d-${width}-flex,.d-${width}-grid`)}{${SHOWN}}`,
  `${list(REACHED, (width) => `.d-${width}-table,.d-${width}-table-row,.d-${width}-table-cell`)}{display:revert!important}`,
  ...REACHED.map((width) => `.d-${width}-none,.${width}\\:hidden{${AWAY}}`),
  `.hidden${REACHED.map((width) => `:not(.${width}\\:block):not(.${width}\\:flex):not(.${width}\\:table):not(.${width}\\:grid)`).join('')}{display:none}`,
].join('\n');
