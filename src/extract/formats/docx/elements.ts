import { symbolText } from '../office/symbols.ts';
import type { Attributes } from '../office/xml.ts';
import type { BodyState } from './body-state.ts';
import { isOn } from './namespaces.ts';
import { readTextStyle, TEXT_STYLE_ELEMENTS } from './text-style.ts';

type Begin = (state: BodyState, attributes: Attributes) => void;
type End = (state: BodyState) => void;

function value(attributes: Attributes): string | null {
  return attributes['w:val'] ?? null;
}

function number(attributes: Attributes): number {
  return Number.parseInt(attributes['w:val'] ?? '', 10);
}

/** Thousandths of a percent. */
const ALL_THROUGH = 95_000;

const beginText: Begin = (state) => {
  state.inText = true;
};

/** Parts of a formula that stand over and under each other are not one number. */
const standApart: Begin = (state) => {
  if (state.body.table) state.add(' | ');
};

/** Of a drop-down list; the result stands behind the default. Other fields have defaults, too. */
const chooseEntry: Begin = (state, attributes) => {
  if (state.choice) state.choice.result = number(attributes);
};

const TEXT: Readonly<Record<string, Begin>> = {
  'w:r': (state) => state.beginRun(),
  'w:t': beginText,
  'm:t': beginText,
  'm:den': standApart,
  'm:sup': standApart,
  'm:sub': standApart,
  'w:instrText': (state) => {
    state.inCode = true;
  },
  'w:tab': (state) => state.addInRun('\t'),
  'w:ptab': (state) => state.addInRun('\t'),
  'w:br': (state) => state.addInRun('\n'),
  'w:cr': (state) => state.addInRun('\n'),
  // Letters turned about, as the mark of direction does that stands for it.
  'w:bdo': (state, attributes) => {
    if (value(attributes) === 'rtl') state.add('\u202e');
  },
  'w:noBreakHyphen': (state) => state.addInRun('-'),
  'w:sym': (state, attributes) => state.add(symbolText(attributes['w:char'])),
  // WordArt of old files: titles in large letters.
  'v:textpath': (state, attributes) => state.add(attributes.string ?? ''),
  'w:rStyle': (state, attributes) => {
    const run = state.runs.at(-1);
    if (run) run.style = value(attributes);
  },
  ...Object.fromEntries(
    TEXT_STYLE_ELEMENTS.map((name): [string, Begin] => [
      name,
      (state, attributes) => state.changeTextStyle(readTextStyle(name, attributes)),
    ]),
  ),
  // Letters that are filled with nothing, or with what lets all through. Their outlines and shadows have the same elements.
  'w14:textFill': (state) => {
    state.inTextFill = true;
  },
  'w14:noFill': (state) => {
    if (state.inTextFill) state.changeTextStyle({ hidden: true });
  },
  'w14:alpha': (state, attributes) => {
    if (state.inTextFill && Number(attributes['w14:val']) >= ALL_THROUGH) state.changeTextStyle({ hidden: true });
  },
  'w:fldChar': (state, attributes) => {
    const type = attributes['w:fldCharType'];
    if (type === 'begin') state.fields.begin();
    else if (type === 'separate') state.fields.separate();
    else if (type === 'end') state.endField();
  },
  'w:ddList': (state) => {
    state.choice = { entries: [], result: 0, isPrinted: false };
  },
  'w:default': chooseEntry,
  'w:result': chooseEntry,
  'w:listEntry': (state, attributes) => void state.choice?.entries.push(value(attributes) ?? ''),
  'w:shd': (state, attributes) => state.shade(attributes),
};

const PARAGRAPHS: Readonly<Record<string, Begin>> = {
  'w:p': (state) => state.body.beginParagraph(),
  'w:pPr': (state) => {
    state.inProperties = 'paragraph';
  },
  'w:pStyle': (state, attributes) => {
    state.body.paragraph.style = value(attributes);
  },
  'w:outlineLvl': (state, attributes) => {
    state.body.paragraph.outline = number(attributes);
  },
  'w:numId': (state, attributes) => {
    state.body.paragraph.list = value(attributes);
  },
  'w:ilvl': (state, attributes) => {
    state.body.paragraph.listLevel = number(attributes);
  },
  'wx:t': (state, attributes) => {
    if (state.inProperties === 'paragraph') state.body.paragraph.printedNumber = attributes['wx:val'] ?? null;
  },
};

const mergeDown: Begin = (state, attributes) => {
  const { table } = state.body;
  if (table) table.cell.merge = value(attributes) === 'restart' ? 'start' : 'continue';
};

const mergeSideways: Begin = (state, attributes) => {
  const { table } = state.body;
  if (table) table.cell.joined = value(attributes) !== 'restart';
};

const crossCell: Begin = (state, attributes) => {
  const { table } = state.body;
  if (table && !/^(?:nil|none)$/.test(value(attributes) ?? '')) table.cell.isCrossed = true;
};

/** A row that is not shown is not there, as one that was taken back. */
const hideRow: Begin = (state, attributes) => {
  const { table } = state.body;
  if (table && state.inProperties === 'row' && isOn(attributes['w:val'])) table.isRowDeleted = true;
};

const TABLES: Readonly<Record<string, Begin>> = {
  'w:tbl': (state) => state.body.beginTable(),
  'w:gridCol': (state, attributes) => state.body.table?.addColumn(attributes['w:w']),
  'w:tblPr': (state) => {
    state.inProperties = 'table';
  },
  'w:tblStyle': (state, attributes) => state.styleTable(value(attributes) ?? ''),
  'w:tr': (state) => state.body.table?.beginRow(),
  'w:trPr': (state) => {
    state.inProperties = 'row';
  },
  'w:gridBefore': (state, attributes) => state.body.table?.skipColumns('before', attributes['w:val']),
  'w:gridAfter': (state, attributes) => state.body.table?.skipColumns('after', attributes['w:val']),
  'w:tcW': (state, attributes) => state.body.table?.setWidth(attributes['w:w'], attributes['w:type']),
  'w:tc': (state) => state.body.table?.beginCell(),
  'w:tcPr': (state) => {
    state.inProperties = 'cell';
  },
  'w:gridSpan': (state, attributes) => state.body.table?.setSpan(attributes['w:val']),
  'w:vMerge': mergeDown,
  'w:hMerge': mergeSideways,
  'w:hidden': hideRow,
  'w:tl2br': crossCell,
  'w:tr2bl': crossCell,
  // Word 2003 XML writes them small.
  'w:vmerge': mergeDown,
  'w:hmerge': mergeSideways,
  'w:cellDel': (state) => {
    const { table } = state.body;
    if (table) table.cell.isDeleted = true;
  },
};

const WRAPPERS: Readonly<Record<string, Begin>> = {
  'mc:AlternateContent': (state) => {
    state.alternatives.push(false);
  },
  // The same text box is written twice, for new and for old programs: the first form is taken.
  'mc:Choice': (state) => {
    if (state.alternatives.length > 0) state.alternatives[state.alternatives.length - 1] = true;
  },
  'w:txbxContent': (state) => {
    state.beginBody();
  },
  'w:sdt': (state) => {
    state.controls.push(false);
  },
  'w:showingPlcHdr': (state, attributes) => {
    if (state.controls.length > 0 && isOn(attributes['w:val'])) state.controls[state.controls.length - 1] = true;
  },
};

const embed: Begin = (state, attributes) => {
  const id = attributes['r:embed'] ?? attributes['r:id'];
  if (id !== undefined) state.embedded.push(id);
};

/** A sheet of Excel that is shown in the text as a picture of itself; charts have sheets, too, which are not shown. */
const embedSheet: Begin = (state, attributes) => {
  const id = attributes['r:id'];
  if (id !== undefined && /^Excel\.Sheet/i.test(attributes.ProgID ?? attributes['w:progId'] ?? ''))
    state.body.place(id);
};

const EMBEDDED: Readonly<Record<string, Begin>> = {
  'a:blip': embed,
  'v:imagedata': embed,
  // A document in HTML, RTF or DOCX, which Word takes in when it opens the file.
  'w:altChunk': (state, attributes) => {
    if (attributes['r:id'] !== undefined) state.body.place(attributes['r:id']);
  },
  'o:OLEObject': embedSheet,
  'w:objectEmbed': embedSheet,
};

/** What the beginning of each element means. */
export const ELEMENTS: ReadonlyMap<string, Begin> = new Map(
  Object.entries({ ...TEXT, ...PARAGRAPHS, ...TABLES, ...WRAPPERS, ...EMBEDDED }),
);

const endText: End = (state) => {
  state.inText = false;
};

const endProperties: End = (state) => {
  state.inProperties = null;
};

/** What the end of each element means. */
export const ENDINGS: ReadonlyMap<string, End> = new Map<string, End>([
  ['w:t', endText],
  ['m:t', endText],
  [
    'w14:textFill',
    (state) => {
      state.inTextFill = false;
    },
  ],
  [
    'w:instrText',
    (state) => {
      state.inCode = false;
    },
  ],
  ['w:r', (state) => state.endRun()],
  ['w:bdo', (state) => state.add('\u202c')],
  ['w:pPr', endProperties],
  ['w:trPr', endProperties],
  ['w:tcPr', endProperties],
  ['w:tblPr', endProperties],
  ['w:p', (state) => state.body.endParagraph()],
  ['w:tc', (state) => state.body.endCell()],
  ['w:tr', (state) => state.body.endRow()],
  ['w:tbl', (state) => state.body.endTable()],
  ['w:txbxContent', (state) => state.endBody()],
  ['mc:AlternateContent', (state) => void state.alternatives.pop()],
  ['w:sdt', (state) => void state.controls.pop()],
  [
    'w:body',
    (state) => {
      state.inBody = false;
    },
  ],
]);
