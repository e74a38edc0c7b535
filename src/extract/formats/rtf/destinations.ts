/** Groups of which nothing is printed in the text; also every group marked `\*` that is not among the known ones. */
export const SKIPPED: ReadonlySet<string> = new Set([
  ...['stylesheet', 'info', 'pict', 'filetbl', 'revtbl', 'rsidtbl', 'generator', 'userprops'],
  ...['header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf'],
  ...['footnote', 'annotation', 'atnid', 'atnauthor', 'listtable', 'listoverridetable', 'xe', 'tc', 'rxe'],
  ...['objdata', 'objclass', 'objname', 'themedata', 'colorschememapping', 'latentstyles', 'datastore', 'datafield'],
  ...['fontemb', 'falt', 'panose', 'pntxta', 'pntxtb', 'bkmkstart', 'bkmkend', 'sp', 'mmathPr', 'nonesttables'],
  // The picture of a shape for old programs, whose text has been read already.
  ...['shprslt', 'nonshppict', 'shppict', 'upr'],
]);

/** Groups marked as optional that hold printed text or the shape of nested tables. */
export const KNOWN_OPTIONAL: ReadonlySet<string> = new Set([
  ...[
    'shpinst',
    'shptxt',
    'do',
    'dptxbxtext',
    'nesttableprops',
    'fldinst',
    'listtext',
    'pntext',
    'fldrslt',
    'formfield',
    'ffl',
  ],
]);

/** Control words that stand for characters. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...([
    ['tab', '\t'],
    ['line', '\n'],
    ['lbr', '\n'],
    ['emdash', '—'],
    ['endash', '–'],
    ['bullet', '•'],
  ] as const),
  ...([
    ['lquote', '‘'],
    ['rquote', '’'],
    ['ldblquote', '“'],
    ['rdblquote', '”'],
  ] as const),
  ...([
    ['emspace', '\u2003'],
    ['enspace', '\u2002'],
    ['qmspace', '\u2005'],
  ] as const),
]);

/** Control symbols that stand for characters: backslash and braces, space and hyphen that do not break. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...([
    ['\\', '\\'],
    ['{', '{'],
    ['}', '}'],
    ['~', '\u00a0'],
    ['_', '-'],
  ] as const),
]);
