import { agree, type NumbersByName, numbersHash } from './numbers.ts';

/** A document that was filed under an organ and year, as far as its place among the others depends on it. */
export interface ReportMember {
  readonly documentId: number;
  readonly textId: number;
  readonly sha256: string;
  readonly url: string;
  /** Day of its first capture. */
  readonly day: string;
  readonly numbers: NumbersByName;
  /** Read from text, not recognised from pixels. */
  readonly fromText: boolean;
  readonly failedChecks: number;
  /** Sections of the report's own that it has. */
  readonly sections: number;
}

/** An edition: its source, and the documents that confirm it, the best first. */
export interface Arranged<M extends ReportMember = ReportMember> {
  readonly source: M;
  readonly others: readonly M[];
}

export interface Arrangement<M extends ReportMember = ReportMember> {
  readonly editions: readonly Arranged<M>[];
  /** Documents without numbers beside editions that have some: they belong to the current one. */
  readonly narratives: readonly M[];
}

/**
 * Which document is the source of which edition: a function of the documents, whatever the order in which they were read. Equal numbers are
 * one edition. Fewer numbers that contradict none are a part of the fullest edition that they agree with, unless they stand at its own
 * address, where blanks too are a correction. Without any numbers the document with the most sections is the report.
 */
export function arrange<M extends ReportMember>(members: readonly M[]): Arrangement<M> {
  const sorted = [...members].sort(inOrder);
  const silent = sorted.filter(({ numbers }) => numbers.size === 0);
  if (silent.length === sorted.length) {
    const [source, ...others] = silent;
    return { editions: source === undefined ? [] : [{ source, others }], narratives: [] };
  }
  const editions: { source: M; others: M[]; addresses: ReadonlySet<string> }[] = [];
  for (const alike of classesOf(sorted.filter(({ numbers }) => numbers.size > 0))) {
    const [source, ...others] = alike;
    const addresses = new Set(alike.map(({ url }) => url));
    const isPart = (edition: (typeof editions)[number]) =>
      agree(edition.source.numbers, source.numbers) && !alike.some(({ url }) => edition.addresses.has(url));
    const home = editions.find(isPart);
    if (home === undefined) editions.push({ source, others, addresses });
    else home.others.push(...alike);
  }
  return { editions, narratives: silent };
}

/** Documents of equal numbers, the fullest first. */
function classesOf<M extends ReportMember>(sorted: readonly M[]): (readonly [M, ...M[]])[] {
  const classes = new Map<string, [M, ...M[]]>();
  for (const member of sorted) {
    const hash = numbersHash(member.numbers);
    const known = classes.get(hash);
    if (known === undefined) classes.set(hash, [member]);
    else known.push(member);
  }
  return [...classes.values()].sort(([a], [b]) => b.numbers.size - a.numbers.size);
}

/** Text before pixels, fewer failed checks, more sections, the earlier day; then by name, so that nothing is left to chance. */
function inOrder(a: ReportMember, b: ReportMember): number {
  return (
    Number(b.fromText) - Number(a.fromText) ||
    a.failedChecks - b.failedChecks ||
    b.sections - a.sections ||
    compare(a.day, b.day) ||
    compare(a.url, b.url) ||
    compare(a.sha256, b.sha256)
  );
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
