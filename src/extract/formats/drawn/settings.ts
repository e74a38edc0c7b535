/** What a stage of the reader measures by, in one place: `em` is the height of the type, points are 1/72 inch. */

/** Drawn shapes to rules and areas. */
export const PATHS = {
  /** A filled shape at most this thick is a rule (points): borders are drawn up to 3 pt, text lines are taller. */
  thin: 3,
  /** Lines may lean this much (points) over their length: rounding, not slant. */
  lean: 1,
} as const;

/** Where a glyph stands. */
export const SHOW = {
  /** A line of text reaches from this far below the baseline to this far above it (em); fonts' own figures are unreliable. */
  descent: 0.14,
  ascent: 0.86,
  /** Text at more than this from a quarter turn stands askew (sine of about 6°). */
  askew: 0.1,
} as const;

/** A page's operations. */
export const INTERPRET = {
  /** A picture of this share of the page drawn over text hides it: scanners put their own reading below the page's picture. */
  covering: 0.8,
  /** A page with rules of its own is no picture, and what lies over it is a watermark that lets the text through. */
  fewRules: 4,
  /** Lines wider than this (points) are drawn as grounds. */
  thickLine: 3,
  /** Saved states deeper than this are an attack, not a drawing. */
  maxDepth: 1000,
} as const;

/** What lies above and below a glyph. */
export const LAYERS = {
  /** Colours that differ by at most this (of 255, in any part) look the same. */
  sameColour: 20,
  /** A glyph is covered where all of it is but this share at each side: covers are drawn by hand, and boxes are higher than characters. */
  margin: 0.28,
  /** Less than this share of a glyph's width or height inside the clip cannot be read. */
  leftByClip: 0.3,
  /** Type smaller than this (points) is dust. */
  leastSize: 1,
  /** What lets less than this through looks solid; what has less than that cannot be seen. */
  opaque: 0.9,
  transparent: 0.06,
} as const;

/** Slanted and wavy strokes through digits. */
export const CROSSED = {
  /** Longer and higher ones (points) are lines of a drawing, or of a cell that is crossed from corner to corner. */
  widest: 80,
  highest: 30,
  /** A wavy stroke is lower than this, and this near the middle of what it strikes out (heights of the digit). */
  flat: 0.5,
  middle: 0.25,
  /** A straight one rises by at most so much, and runs through the digit this near its middle (heights of the digit). */
  steepest: 1.6,
  within: 0.4,
} as const;

/** Lines through text. */
export const STRIKES = {
  /** A line this near the middle of a character (share of its height) runs through it; an underline stands lower. */
  middle: 0.25,
  /** A strike ends at most this far beyond its text (em). */
  over: 0.5,
  /** At least this share of a strike's length is text: more white under it is a leader or an edge. */
  share: 0.5,
  /** Digits that stand this near each other (em) are of one number. */
  adjoining: 0.25,
  /** A line that ends this near an upright rule (points) at both ends is the edge of a cell. */
  meets: 1.2,
} as const;

/** Pale words behind the text. */
export const WATERMARK = {
  /** Brighter than this (of 255) is pale: grey text that is meant to be read is darker. */
  pale: 180,
  /** A page has at least so many dark characters beside its watermark. */
  leastDark: 20,
  /** Larger than the text by this factor, or the same words so many times, is a watermark. */
  larger: 1.6,
  repeated: 4,
} as const;

/** Marks of notes. */
export const NOTES = {
  /** A mark is smaller than its text by this factor (browsers raise at five sixths); what is smaller than the other is dust. */
  smaller: 0.92,
  least: 0.3,
  /** It stands this near its text, across and along the line, and this far off its baseline (em of the text). */
  near: 0.35,
  level: 0.75,
  offLine: 0.12,
} as const;

/** Glyphs drawn twice. */
export const OVERPRINT = {
  /** The same character again this near (em) is bold by overprint or a shadow; the narrowest two letters side by side stand further apart. */
  samePlace: 0.15,
  /** Side of a bucket in points; glyphs are compared with those of the buckets around them only. */
  bucket: 8,
} as const;

/** Digits drawn over digits. */
export const PILED = {
  /** Digits of a number stand at least this far apart (em), those of the narrowest type too. */
  apart: 0.2,
  /** And on one line, their middles no further from each other than this (em). */
  level: 0.3,
} as const;

/** Whether a page's text is what it shows. */
export const QUALITY = {
  /** Fewer glyphs than this are a page number or a stamp on a picture, not the page's text. */
  few: 25,
  /** A picture that covers this share of the page is the page. */
  pageShare: 0.4,
  /** Share of impossible characters above which a font is not believed: bullets and logos from symbol fonts stay below it. */
  badShare: 0.05,
  /** Of Chinese text in simplified characters, this share at least is in GB 2312; of code numbers taken for characters, a third. */
  commonShare: 0.8,
  /** Of any Chinese text about administration, at least this share are the most frequent characters; of shifted codes, 2 %. */
  frequentShare: 0.08,
  /** A foreign name has one or two of them. */
  fewCodes: 3,
} as const;

/** Tables that are pictures. */
export const PICTURES = {
  /** A picture smaller than this share of the page is a seal, a logo or a photo beside the text. */
  large: 0.12,
  /** A report has three tables; with fewer the missing ones may be pictures. */
  usualTables: 3,
  /** A chart has a frame and grid lines; a table has more cells. */
  minCells: 8,
} as const;

/** Reading from pixels. */
export const RECOGNISE = {
  /** Where less than this share of the page's characters was seen in its picture, the picture does not show them. */
  seenShare: 0.3,
} as const;

/** How much of a file is read. */
export const PAGES = {
  /** A report has 4 to 40 pages; a yearbook that holds one among others has hundreds. */
  most: 300,
  /**
   * Time of the processor that taking pages apart may take, in milliseconds: so much at first, and so much more for each page that was. A
   * usual page takes a tenth of a second, a map a few; a damaged one can take without end.
   */
  startMs: 10_000,
  eachMs: 1000,
} as const;
