import type { HtmlDocument } from '../dom/tree.ts';
import { TooManySteps } from './css/adapter.ts';
import { Cascade } from './css/cascade.ts';
import { inlineDeclarations } from './css/declarations.ts';
import { KNOWN_CLASSES } from './css/known-classes.ts';
import { parseSheets } from './css/rules.ts';
import { markFindings, type UnseenPart } from './mark.ts';
import { type StyleSources, styleSources } from './sources.ts';
import { survey, type VisibilityFindings } from './survey.ts';
import { canHide } from './suspicion.ts';

export interface Visibility {
  readonly unseen: readonly UnseenPart[];
  /** Style sheets that were not obeyed: out of bounds, or too much work. */
  readonly unread: number;
  /** The page's own style sheets. */
  readonly sheets: readonly string[];
}

/** Marks what a reader of the page does not see (`Element.unseen`), by the cascade of its own styles, and puts in what these generate. `outer`: sheets that hold for it too. */
export function markUnseen(page: HtmlDocument, outer: readonly string[] = []): Visibility {
  const own = styleSources(page);
  const linked = own.linksSheets && own.namesKnownClasses ? [KNOWN_CLASSES] : [];
  const sources = { ...own, sheets: [...linked, ...outer, ...own.sheets] };
  if (!sources.hides && sources.sheets.length + sources.inline.size + sources.colours.size === 0)
    return { unseen: [], unread: 0, sheets: [] };
  const sheets = parseSheets(sources.sheets);
  const declarations = [
    ...sheets.rules,
    ...[...sources.inline].map((style) => ({ declarations: inlineDeclarations(style) })),
  ];
  if (
    !sources.hides &&
    !canHide(
      declarations.flatMap((rule) => rule.declarations),
      sources.colours,
    )
  )
    return { unseen: [], unread: sheets.unread, sheets: sources.sheets };
  const isPaperSure = !sources.linksSheets && !sheets.imports;
  const { findings, isComplete } = surveyed(page, sources, new Cascade(sheets, sources.quirksMode));
  const unread = isComplete ? sheets.unread : sources.sheets.length;
  return { unseen: markFindings(findings, isPaperSure), unread, sheets: sources.sheets };
}

/** Without its style sheets, where matching their selectors would take too long. */
function surveyed(
  page: HtmlDocument,
  { quirksMode }: StyleSources,
  cascade: Cascade,
): { findings: VisibilityFindings; isComplete: boolean } {
  try {
    return { findings: survey(page, cascade, quirksMode), isComplete: true };
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    const inlineOnly = new Cascade(parseSheets([]), quirksMode);
    return { findings: survey(page, inlineOnly, quirksMode), isComplete: false };
  }
}
