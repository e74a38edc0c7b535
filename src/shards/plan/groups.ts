import { type Load, NO_LOAD, type PlacedPortal, plus } from './load.ts';

/** Portals that share hosts, directly or through others: they stay together. */
export interface HostGroup {
  readonly portals: readonly string[];
  readonly hosts: readonly string[];
  readonly load: Load;
}

/** The fewest sets of portals such that no host is in two of them. In the order of their first portals. */
export function groupByHost(portals: readonly PlacedPortal[]): HostGroup[] {
  const leader = new Map<string, string>();
  const find = (host: string): string => {
    let at = host;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    leader.set(host, at);
    return at;
  };
  for (const { hosts } of portals) {
    const [first = '', ...others] = hosts;
    for (const host of others) leader.set(find(host), find(first));
  }
  const groups = new Map<string, { portals: string[]; hosts: Set<string>; load: Load }>();
  for (const { id, hosts, load } of portals) {
    const key = find(hosts[0] ?? id);
    const group = groups.get(key) ?? { portals: [], hosts: new Set<string>(), load: NO_LOAD };
    group.portals.push(id);
    for (const host of hosts) group.hosts.add(host);
    groups.set(key, { ...group, load: plus(group.load, load) });
  }
  return [...groups.values()].map((group) => ({ ...group, hosts: [...group.hosts].sort() }));
}
