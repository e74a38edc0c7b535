/** What a stage of the reader measures by, in one place: `em` is the height of the type, points are 1/72 inch. */

/** Characters to runs without wide gaps. */
export const RUNS = {
  /** Wider white than this within a line parts two cells (em); lines justified in a narrow cell have less. */
  cellGap: 0.45,
  /** Text whose middle differs by more than this stands on another line (em). */
  sameLine: 0.2,
  /** Spaces that are printed between Chinese characters (规　章) keep them together up to this (em). */
  printedSpace: 2,
  /** An ordinal stands apart from its label by up to this (em): figures with a tab behind them further than others. */
  figureSpace: 1.6,
  ordinalSpace: 0.7,
  leastWhite: 0.1,
  /** The middles of a figure and of the point behind it differ by less than this (em). */
  unevenFigure: 0.6,
} as const;

/** Columns with little white between them. */
export const TIGHT = {
  /** So many lines whose numbers stand apart tell two columns. */
  enough: 3,
} as const;

/** Where a page has rows of numbers. */
export const REGIONS = {
  /** White on both sides of a number that stands in a column by itself (em). */
  apart: 1.1,
  /** A line of a table has at least so many runs, one of them in a table's lines. */
  minRuns: 2,
  wideLine: 3,
  /** Rows that tell a table; one row is enough where it has this many numbers. */
  minRows: 2,
  longRow: 6,
  /** White across a table between two of its lines (em): more is its end. */
  maxGap: 4,
  /** Larger type than the numbers' by this factor is a heading. */
  larger: 1.2,
  /** A line of prose runs over this share of the text's width without a gap. */
  prose: 0.75,
} as const;

/** Numbers and their rows. */
export const VALUES = {
  /** Cells that share more than this of their height are of one row. */
  sameRow: 0.5,
  /** Rows of one line follow each other by more than this, the lines of one number by less (em). */
  rowPitch: 0.9,
  /** Characters of a label that is set vertically follow each other by less than this (em). */
  verticalPitch: 2.4,
  /** A sign that belongs to a number stands this near above or below it (em). */
  nearSign: 0.4,
} as const;

/** Columns of numbers and of units. */
export const COLUMNS = {
  /** Units in a column repeat: at most this share of them are different words. */
  different: 0.5,
  enoughUnits: 3,
  longestUnit: 4,
  /** The two lines of one unit are less than this apart (em). */
  unitLines: 2.4,
  /** The next row of a table is at most this far away (em). */
  nextRow: 4,
} as const;

/** How far the lines of one cell are apart. */
export const LINE_GAP = {
  /** Lines of one cell are this far apart, at least and at most (em). */
  least: 0.95,
  most: 1.8,
  /** Where no cell has two lines (em). */
  usual: 1.3,
  /** Lines with other fonts in them are set up to this much further apart. */
  uneven: 1.15,
  /** Lines of a cell are nearer than rows of one line by at least this (points). */
  nearer: 0.25,
  /** Type of one size differs by less than this (share); edges and distances that are the same, by less than these (points). */
  sameSize: 0.05,
  sameEdge: 1,
  sameDistance: 0.3,
  enough: 2,
  mostly: 0.6,
} as const;

/** The header above the columns. */
export const HEADER = {
  /** White between the first row and the header above it, and between the header's rows (em): a label of four lines, and padding. */
  firstGap: 4.5,
  firstGapKnown: 8,
  nextGap: 2.4,
  /** Half a line, and what rounding adds (pitches). */
  halfLine: 0.55,
  /** White within a word of the header is at most this wide (em). */
  wordGap: 1.5,
  /** The header's type is at most this much larger than the numbers'. */
  larger: 1.2,
  /** The cells below a group's header begin at heights that differ by at most this (em): they have one to three lines. */
  uneven: 0.8,
} as const;

/** Columns of words in front of the numbers. */
export const LABEL_COLUMNS = {
  /** Fewer pairs of neighbours than this are chance: a wide gap within one label. */
  enoughPairs: 2,
  /** Lines of two cells differ in height by more than this (em). */
  uneven: 0.35,
  /** The rows beside a merged cell of one line stand this near above and below it (em). */
  nextLine: 2,
} as const;

/** Labels told by their words. */
export const SPELLED = {
  /** Lines of one cell are at most this far apart where their words go on (em), and words of one line (em). */
  lineGap: 2.4,
  spread: 2,
  /** A label with its note has at most so many lines. */
  mostLines: 20,
  /** A row stands at its label's height: at most this far outside of it (em). */
  outside: 0.3,
  /** What stands this near a row's middle stands beside it (em). */
  beside: 0.8,
} as const;

/** Which words are which row's label: costs and distances in heights of the type. */
export const LABELS = {
  /** What a label that reports print is worth: a line more or less would make it another. */
  known: 0.6,
  /** Costs, in heights of the type: distance from the row counts as it is. */
  ordinalInside: 4,
  looseLines: 0.5,
  lineLeftOut: 0.35,
  rowWithoutLabel: 2,
  /** A label and the labels of a merged cell beside it have at most so many lines. */
  mostLines: 14,
  /** Labels stand at most this far from their row's middle (heights of the type). */
  furthest: 8,
  /** A label that reports print stands at most this far from its row's place (heights of the type): half a row. */
  certainKnown: 0.5,
  /** A label that stands this near its row's place (heights of the type) is certain: one line more or less moves it by more than half a line. */
  certain: 0.3,
} as const;

/** A part of a table, read. */
export const SEGMENT = {
  /** Larger type than the numbers' by this factor is not the table's. */
  larger: 1.2,
  /** A line whose middle is further than this from a number's stands on another line (em). */
  beside: 0.4,
  /** Rows follow each other within this many times the distance of lines. */
  rowGap: 2,
  scrap: 2,
  /** A number in two lines has at least this many characters in the first. */
  wrappedLength: 4,
} as const;

/** The grid that is made of it. */
export const TABLE = {
  /** Header cells that share this much of their height are of one row. */
  sameRow: 0.3,
  /** Words between rows are this near to those that they may belong to (em). */
  beside: 2,
} as const;
