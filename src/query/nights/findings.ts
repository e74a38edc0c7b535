import type { FindingKind, FindingScope } from '../../store/nights/kinds.ts';
import type { Store } from '../../store/store.ts';

/** One address where something is wrong. */
export interface Problem {
  /** Null for what concerns the whole run. */
  readonly portal: string | null;
  readonly kind: FindingKind;
  readonly url: string;
  /** Failure, completeness or measure. */
  readonly code: string;
  /** For a person, in English. */
  readonly message: string;
  /** Start of the night since which it is so, ISO 8601 UTC. */
  readonly since: string;
}

/** What a person said of a finding that nobody can mend for now. */
export interface Acknowledged {
  readonly reason: string;
  readonly made_on: string;
  /** The first day on which it does not count any more. */
  readonly expires_on: string;
}

/** Something that is wrong, once for all portals that share it. */
export interface OpenFinding {
  /** For `nianbao ack`. */
  readonly id: number;
  readonly kind: FindingKind;
  readonly scope: FindingScope;
  /** Of the portal, family or host; "run" for what concerns all. */
  readonly name: string;
  readonly portals: readonly string[];
  readonly problems: readonly Problem[];
  /** Start of the night since which it is so, and of the night in which a portal last joined it. ISO 8601 UTC. */
  readonly since: string;
  readonly changed: string;
  /** Null: nobody has; also once it has expired. */
  readonly acknowledged: Acknowledged | null;
}

interface FindingRow extends Omit<OpenFinding, 'portals' | 'problems' | 'acknowledged'> {
  readonly reason: string | null;
  readonly made_on: string | null;
  readonly expires_on: string | null;
}

const FINDINGS = `SELECT finding.id, finding.kind, finding.scope, finding.name, opened.started_at AS since, changed.started_at AS changed,
    ack.reason, ack.made_on, ack.expires_on
  FROM finding JOIN run AS opened ON opened.id = opened_run_id JOIN run AS changed ON changed.id = changed_run_id
  LEFT JOIN acknowledgement AS ack ON ack.kind = finding.kind AND ack.scope = finding.scope AND ack.name = finding.name AND ack.expires_on > ?
  WHERE closed_run_id IS NULL ORDER BY changed_run_id DESC, finding.id`;

const PROBLEMS = `SELECT portal_id AS portal, kind, url, code, message, started_at AS since
  FROM problem JOIN run ON run.id = since_run_id WHERE finding_id = ? AND closed_run_id IS NULL ORDER BY problem.id`;

/** All that is wrong now, what changed last first. `day`: today, `YYYY-MM-DD`, for acknowledgements that expire. */
export function openFindings(store: Store, day: string): OpenFinding[] {
  return store.all<FindingRow>(FINDINGS, day).map(({ reason, made_on, expires_on, ...finding }) => {
    const problems = store.all<Problem>(PROBLEMS, finding.id);
    const portals = [...new Set(problems.flatMap(({ portal }) => portal ?? []))];
    const isKnown = reason !== null && made_on !== null && expires_on !== null;
    return { ...finding, portals, problems, acknowledged: isKnown ? { reason, made_on, expires_on } : null };
  });
}

/** A channel of which the last visit does not know that it read the list to its end. */
export interface DoubtfulChannelNow {
  readonly portal: string;
  readonly url: string;
  readonly title: string | null;
  readonly completeness: 'incomplete' | 'unknown';
  readonly evidence: string;
  /** Start of the run that read it, ISO 8601 UTC. */
  readonly read_at: string;
}

/** Channels that are not known to be complete, by portal. */
export function doubtfulChannelsNow(store: Store, limit = 1000): DoubtfulChannelNow[] {
  return store.all<DoubtfulChannelNow>(
    `SELECT portal_id AS portal, url, title, completeness, coalesce(completeness_evidence, '') AS evidence, started_at AS read_at
     FROM channel JOIN run ON run.id = channel.run_id WHERE completeness IN ('incomplete', 'unknown') ORDER BY portal_id, channel.id LIMIT ?`,
    limit,
  );
}

/** A host of which the last visit was refused. */
export interface RefusingHost {
  /** `name:port`. */
  readonly host: string;
  readonly failure: 'refused' | 'throttled' | 'robots';
  readonly portals: readonly string[];
  readonly requests: number;
}

/** Hosts that refuse us, those with the most portals first. */
export function refusingHosts(store: Store): RefusingHost[] {
  const rows = store.all<Omit<RefusingHost, 'portals'> & { portals: string }>(
    `SELECT host, failure, json_group_array(DISTINCT portal_id) AS portals, count(*) AS requests FROM request INDEXED BY request_failed
     WHERE state = 'failed' AND failure IN ('refused', 'throttled', 'robots') GROUP BY host, failure
     ORDER BY count(DISTINCT portal_id) DESC, host`,
  );
  return rows.map((row) => ({ ...row, portals: JSON.parse(row.portals) as string[] }));
}

/** What a person does first about it: the words of the command behind `nianbao`, with at most so many portals. */
export function commandFor({ kind, portals, id }: OpenFinding, most: number): string[] {
  const some = portals.slice(0, most);
  switch (kind) {
    case 'archive':
      return ['verify', '--full'];
    case 'network':
    case 'disk':
      return ['ack', String(id)];
    case 'incomplete':
    case 'list_fell':
      return ['channels', ...some];
    case 'page_failed':
    case 'unreadable':
      return ['crawl', '--retry-failed', ...some];
    case 'reading_fell':
      return ['reextract'];
    case 'season_behind':
      return ['coverage', '--missing'];
    default:
      return ['doctor', ...some];
  }
}
