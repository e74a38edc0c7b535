import { symbolText } from '../office/symbols.ts';
import type { Attributes } from '../office/xml.ts';
import type { BodyState } from './body.ts';
import { isOn } from './namespaces.ts';
import { LOOKS, readTextStyle } from './text-style.ts';

type Begin = (state: BodyState, attributes: Attributes) => void;
type End = (state: BodyState) => void;

function value(attributes: Attributes): string | null {
  return attributes['w:val'] ?? null;
}

function number(attributes: Attributes): number {
  return Number.parseInt(attributes['w:val'] ?? '', 10);
}

const beginText: Begin = (state) => {
  state.inText = true;
};

const TEXT: Readonly<Record<string, Begin>> = {
  'w:r': (state) => state.beginRun(),
  'w:t': beginText,
  'm:t': beginText,
  'w:instrText': (state) => {
    state.inCode = true;
  },
  'w:tab': (state) => state.addInRun('\t'),
  'w:ptab': (state) => state.addInRun('\t'),
  'w:br': (state) => state.addInRun('\n'),
  'w:cr': (state) => state.addInRun('\n'),
  'w:noBreakHyphen': (state) => state.addInRun('-'),
  'w:sym': (state, attributes) => state.add(symbolText(attributes['w:char'])),
  // WordArt of old files: titles in large letters.
  'v:textpath': (state, attributes) => state.add(attributes.string ?? ''),
  'w:rStyle': (state, attributes) => {
    const run = state.runs.at(-1);
    if (run) run.style = value(attributes);
  },
  ...Object.fromEntries(
    LOOKS.map((name): [string, Begin] => [
      name,
      (state, attributes) => state.changeLook(readTextStyle(name, attributes)),
    ]),
  ),
  'w:fldChar': (state, attributes) => {
    const type = attributes['w:fldCharType'];
    if (type === 'begin') state.fields.begin();
    else if (type === 'separate') state.fields.separate();
    else if (type === 'end') state.fields.end();
  },
};

const PARAGRAPHS: Readonly<Record<string, Begin>> = {
  'w:p': (state) => state.story.beginParagraph(),
  'w:pPr': (state) => {
    state.inProperties = 'paragraph';
  },
  'w:pStyle': (state, attributes) => {
    state.story.paragraph.style = value(attributes);
  },
  'w:outlineLvl': (state, attributes) => {
    state.story.paragraph.outline = number(attributes);
  },
  'w:numId': (state, attributes) => {
    state.story.paragraph.list = value(attributes);
  },
  'w:ilvl': (state, attributes) => {
    state.story.paragraph.listLevel = number(attributes);
  },
  'wx:t': (state, attributes) => {
    if (state.inProperties === 'paragraph') state.story.paragraph.printedNumber = attributes['wx:val'] ?? null;
  },
};

const mergeDown: Begin = (state, attributes) => {
  const { table } = state.story;
  if (table) table.cell.merge = value(attributes) === 'restart' ? 'start' : 'continue';
};

const mergeSideways: Begin = (state, attributes) => {
  const { table } = state.story;
  if (table) table.cell.joined = value(attributes) !== 'restart';
};

const TABLES: Readonly<Record<string, Begin>> = {
  'w:tbl': (state) => state.story.beginTable(),
  'w:gridCol': (state, attributes) => state.story.table?.addColumn(attributes['w:w']),
  'w:tr': (state) => state.story.table?.beginRow(),
  'w:trPr': (state) => {
    state.inProperties = 'row';
  },
  'w:gridBefore': (state, attributes) => state.story.table?.skipColumns('before', attributes['w:val']),
  'w:gridAfter': (state, attributes) => state.story.table?.skipColumns('after', attributes['w:val']),
  'w:tcW': (state, attributes) => state.story.table?.setWidth(attributes['w:w'], attributes['w:type']),
  'w:tc': (state) => state.story.table?.beginCell(),
  'w:gridSpan': (state, attributes) => state.story.table?.setSpan(attributes['w:val']),
  'w:vMerge': mergeDown,
  'w:hMerge': mergeSideways,
  // Word 2003 XML writes them small.
  'w:vmerge': mergeDown,
  'w:hmerge': mergeSideways,
  'w:cellDel': (state) => {
    const { table } = state.story;
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
    state.beginStory();
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
    state.story.place(id);
};

const EMBEDDED: Readonly<Record<string, Begin>> = {
  'a:blip': embed,
  'v:imagedata': embed,
  // A document in HTML, RTF or DOCX, which Word takes in when it opens the file.
  'w:altChunk': (state, attributes) => {
    if (attributes['r:id'] !== undefined) state.story.place(attributes['r:id']);
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
    'w:instrText',
    (state) => {
      state.inCode = false;
    },
  ],
  ['w:r', (state) => state.endRun()],
  ['w:pPr', endProperties],
  ['w:trPr', endProperties],
  ['w:p', (state) => state.story.endParagraph()],
  ['w:tc', (state) => state.story.endCell()],
  ['w:tr', (state) => state.story.endRow()],
  ['w:tbl', (state) => state.story.endTable()],
  ['w:txbxContent', (state) => state.endStory()],
  ['mc:AlternateContent', (state) => void state.alternatives.pop()],
  ['w:sdt', (state) => void state.controls.pop()],
  [
    'w:body',
    (state) => {
      state.inBody = false;
    },
  ],
]);
