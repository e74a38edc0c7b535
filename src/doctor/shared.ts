import { dialectByKey } from '../crawlers/platforms/index.ts';
import type { Diagnosis, SharedFinding } from './findings.ts';

/** Fewer portals with the same trouble are a coincidence. */
const LEAST = 3;

/** Common causes: what befalls many portals of one family, or of all, is rarely the portals' own. */
export function sharedFindings(diagnoses: readonly Diagnosis[]): SharedFinding[] {
  return [...families(diagnoses), ...refusals(diagnoses), ...network(diagnoses)];
}

function families(diagnoses: readonly Diagnosis[]): SharedFinding[] {
  const ill = diagnoses.filter(({ verdict }) => verdict === 'empty' || verdict === 'redesigned');
  return grouped(ill, familyOf).map(([family, members]) => {
    const all = diagnoses.filter((one) => familyOf(one) === family).length;
    const since =
      members
        .flatMap(({ channels }) => channels.map(({ before }) => before?.day ?? ''))
        .sort()
        .at(-1) ?? '';
    const name = dialectByKey(family)?.name ?? family;
    const when = since === '' ? '' : ` since ${since}`;
    const cause = `probably the dialect, or the product has changed, not the portals`;
    return {
      finding: `${members.length} of ${all} portals of ${name} list nothing${when}: ${cause}`,
      portals: ids(members),
    };
  });
}

/** The family by the last good crawl; where there was none, as recognised now. */
function familyOf({ channels }: Diagnosis): string | null {
  const channel = channels.find(({ before, now }) => (before?.platform ?? now?.platform) != null);
  return channel?.before?.platform ?? channel?.now?.platform?.key ?? null;
}

function refusals(diagnoses: readonly Diagnosis[]): SharedFinding[] {
  const blocked = diagnoses.filter(({ verdict }) => verdict === 'blocked');
  const product = ({ channels }: Diagnosis) => channels.find(({ verdict }) => verdict === 'blocked')?.because ?? null;
  return grouped(blocked, product).map(([because, members]) => ({
    finding: `${members.length} portals refuse us alike (${because}): probably our address or our pace`,
    portals: ids(members),
  }));
}

function network(diagnoses: readonly Diagnosis[]): SharedFinding[] {
  const silent = diagnoses.filter(({ verdict }) => verdict === 'unreachable');
  if (silent.length < LEAST || silent.length * 2 < diagnoses.length) return [];
  const finding = `${silent.length} of ${diagnoses.length} portals do not answer: probably our own network, name server or proxy`;
  return [{ finding, portals: ids(silent) }];
}

function grouped(diagnoses: readonly Diagnosis[], key: (one: Diagnosis) => string | null): [string, Diagnosis[]][] {
  const groups = new Map<string, Diagnosis[]>();
  for (const one of diagnoses) {
    const name = key(one);
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].filter(([, members]) => members.length >= LEAST);
}

const ids = (diagnoses: readonly Diagnosis[]): string[] => diagnoses.map(({ portal }) => portal);
