/** What the PDF reader measures by, beside what it shares with other drawn pages. */

/** Text that viewers draw from its value. */
export const ANNOTATIONS = {
  /** Type size where the field is high enough for it (points), and the share of a line's height that it fills. */
  size: 12,
  fill: 0.8,
  /** From the field's edge to its text (points). */
  padding: 2,
} as const;

/** Opening a file. */
export const OPEN = {
  /** Pictures of more pixels are not decoded while reading text: rules drawn as pictures are smaller, scans are larger. */
  maxPicture: 20_000,
} as const;
