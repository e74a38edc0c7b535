import { storedNumbers } from './contents.ts';
import { type ReportKey, rankEditions } from './editions.ts';
import { agree, type NumbersByName, numbersHash, numbersOf } from './numbers.ts';
import { withdraw } from './refiling.ts';
import { becomeSource, type Filed, type Filing, insertReport, link } from './report-rows.ts';
import type { Store } from './store.ts';

interface Edition {
  readonly id: number;
  readonly documentId: number;
  readonly textId: number;
  readonly url: string;
  readonly isCurrent: number;
  readonly numbers: NumbersByName;
}

/**
 * Files a document as the report of an organ and year on a portal: the same numbers again join the edition that has them, other numbers
 * make a new edition, a document without numbers joins as narrative, and one with numbers takes the place of a narrative alone.
 */
export function fileReport(store: Store, filing: Filing): Filed {
  return store.transaction(() => {
    const refiled = withdraw(store, filing);
    const placed = refiled ?? place(store, filing);
    rankEditions(store, filing);
    return placed;
  });
}

function place(store: Store, filing: Filing): Filed {
  const numbers = numbersOf(filing.report);
  const editions = editionsOf(store, filing);
  if (numbers.size === 0) return placeNarrative(store, filing, editions);
  const same = editions.find((edition) => numbersHash(edition.numbers) === numbersHash(numbers));
  if (same !== undefined) {
    link(store, same.id, filing, same.textId === textIdOf(store, filing.documentId) ? 'copy' : 'corroborates');
    return { reportId: same.id, outcome: 'unchanged' };
  }
  // At the same address other numbers are a correction, blanks too; at another one, blanks are no contradiction.
  const partial = editions.find((edition) => edition.url !== filing.url && agree(edition.numbers, numbers));
  if (partial !== undefined) return joinPartial(store, filing, partial, numbers);
  const narrative = editions.find((edition) => edition.numbers.size === 0);
  if (narrative !== undefined) {
    becomeSource(store, narrative, filing, 'narrative');
    return { reportId: narrative.id, outcome: 'joined' };
  }
  return { reportId: insertReport(store, filing, editions.length), outcome: editions.length > 0 ? 'changed' : 'new' };
}

function placeNarrative(store: Store, filing: Filing, editions: readonly Edition[]): Filed {
  const textId = textIdOf(store, filing.documentId);
  const home =
    editions.find((edition) => edition.textId === textId) ?? editions.find((edition) => edition.isCurrent === 1);
  if (home === undefined) return { reportId: insertReport(store, filing, 0), outcome: 'new' };
  if (home.numbers.size === 0 && isRicher(store, filing, home)) {
    becomeSource(store, home, filing, 'narrative');
    return { reportId: home.id, outcome: 'joined' };
  }
  const isCopy = home.textId === textId;
  link(store, home.id, filing, isCopy ? 'copy' : 'narrative');
  return { reportId: home.id, outcome: isCopy ? 'unchanged' : 'joined' };
}

/** Of two texts without numbers, the one that has the report's sections is its source; the other is a page that leads to it. */
function isRicher(store: Store, filing: Filing, home: Edition): boolean {
  const sql = 'SELECT count(*) AS known FROM section WHERE report_id = ? AND key IS NOT NULL';
  const known = store.get<{ known: number }>(sql, home.id)?.known ?? 0;
  return filing.report.sections.filter(({ key }) => key !== null).length > known;
}

function joinPartial(store: Store, filing: Filing, edition: Edition, numbers: NumbersByName): Filed {
  if (numbers.size > edition.numbers.size) becomeSource(store, edition, filing, 'corroborates');
  else link(store, edition.id, filing, 'corroborates');
  return { reportId: edition.id, outcome: 'joined' };
}

function editionsOf(store: Store, key: ReportKey): Edition[] {
  return store
    .all<Omit<Edition, 'numbers'>>(
      `SELECT report.id, report.document_id AS documentId, document.text_id AS textId, report.url, report.is_current AS isCurrent
       FROM report JOIN document ON document.id = report.document_id
       WHERE portal_id = ? AND organ = ? AND year = ? ORDER BY edition DESC`,
      key.portalId,
      key.organ,
      key.year,
    )
    .map((edition) => ({ ...edition, numbers: storedNumbers(store, edition.id) }));
}

function textIdOf(store: Store, documentId: number): number | undefined {
  return store.get<{ text_id: number }>('SELECT text_id FROM document WHERE id = ?', documentId)?.text_id;
}
