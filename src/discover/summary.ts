import { nameOf } from '../organs/index.ts';
import { DISCOVERY_STATES, type Discovery, type DiscoveryState } from '../store/discoveries.ts';

export type StateCounts = Readonly<Record<DiscoveryState, number>>;

/** What looking for channels has come to, over all runs. */
export interface DiscoverySummary {
  /** Portals that were asked for. */
  readonly portals: number;
  readonly open: number;
  readonly counts: StateCounts;
  readonly requests: number;
  /** By province, in the order of their codes; central organs are `中央`. */
  readonly provinces: readonly { readonly province: string; readonly counts: StateCounts }[];
}

const STATES = Object.keys(DISCOVERY_STATES) as DiscoveryState[];

const countStates = (all: readonly Discovery[]): StateCounts =>
  Object.fromEntries(STATES.map((state) => [state, all.filter((one) => one.state === state).length])) as StateCounts;

const provinceOf = ({ code }: Discovery): string =>
  code === null ? '中央' : (nameOf(`${code.slice(0, 2)}0000`) ?? code.slice(0, 2));

export function summariseDiscoveries(portals: number, all: readonly Discovery[]): DiscoverySummary {
  const provinces = [...new Set(all.map(provinceOf))];
  return {
    portals,
    open: portals - all.length,
    counts: countStates(all),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    provinces: provinces.map((province) => ({
      province,
      counts: countStates(all.filter((one) => provinceOf(one) === province)),
    })),
  };
}
