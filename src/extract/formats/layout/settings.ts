/** What a stage of the reader measures by, in one place: `em` is the height of the type, points are 1/72 inch. */

/** Characters to lines and words. */
export const LINES = {
  /** Glyphs nearer than this (share of the tallest) are of one line: a superscript stays in its line, the next line of closely set text does not. */
  sameLine: 0.45,
  /** Between two Latin letters or digits a wider gap than this is a space (em): digits set apart by kerning or two text items are not. */
  latinSpace: 0.5,
  /** Between Chinese characters only a gap of more than a character means something (em): justified lines are borderless. */
  chineseSpace: 1.2,
} as const;

/** Strokes to ruling lines. */
export const RULES = {
  /** Two strokes of one line may lie this far apart across it (points): hairlines are drawn with rounding. */
  sameLine: 0.8,
  /** Gaps along a line that dashes, dots and corner joins leave (points). */
  dashGap: 3.5,
  /** What stays shorter than this after joining is a tick, a dot or a piece of a drawing (points). */
  minLength: 5,
  /** A line that ends this near another one meets it (points). */
  touch: 3.5,
  /** A merged cell in front of a table's rows is at most this wide, and cut by the page's ends at least this tall (points). */
  widestMerged: 120,
  tallSide: 100,
  /** A line this long or longer (points) that runs through the middle of letters over this share of its length strikes them out. */
  strikeLength: 8,
  struck: 0.5,
} as const;

/** Ruling lines to grids of cells. */
export const GRID = {
  /** Edges nearer than this are one edge: double rules, cell spacing, columns that two rows place slightly apart (points). */
  sameEdge: 4,
  /** Rules that run on further than this past the last cross rule leave an open side: a row cut by the page's end (points). */
  overhang: 6,
  /** A cell is divided where rules cover this share of its edge: scans have gaps, merged cells have none. */
  covered: 0.6,
} as const;

/** Words into the cells of a grid. */
export const FILL = {
  /** Glyphs of one operation stay one word up to this gap (em); wider ones were placed on purpose. */
  runGap: 0.6,
  /** Digits of different operations this near are one number, even across a rule: a number too wide for its cell (em). */
  touching: 0.12,
  /** Padding that producers leave inside a cell (points): a line that ends this near the rule was wrapped. */
  padding: 7,
  /** A line is full where less than this is left of it (em): a character, and what justifying leaves. */
  oneMore: 1.05,
} as const;

/** Whether a grid is a whole table. */
export const PARTIAL = {
  /** Cells that hold several numbers side by side: more than a slip of one cell. */
  enoughCells: 2,
  /** Numbers this near above or below a grid of shaded areas stand in a row of its table (em). */
  nextRow: 2.2,
} as const;

/** Tables over the ends of pages. */
export const JOIN = {
  /** Edges of one column on two pages may differ by this (points): skewed scans, rounding. */
  sameEdge: 7,
  /** A label that reaches this far across its cell was wrapped there: more of it may follow on the next page. */
  full: 0.8,
} as const;

/** Headers, footers and page numbers. */
export const BOILERPLATE = {
  /** Headers, footers and page numbers stand within this share of the page's height from its edge. */
  margin: 0.1,
} as const;

/** Lines to paragraphs. */
export const PARAGRAPHS = {
  /** A first line is set in by at least this much (em). */
  indent: 1.2,
  /** A line that ends this short of the text's right edge ends its paragraph (em). */
  short: 1.6,
  /** Lines further apart than this (times the usual distance) are not of one paragraph. */
  mostPitch: 1.5,
  /** From so many long lines on, their right edge is the text's. */
  enoughLines: 5,
} as const;
