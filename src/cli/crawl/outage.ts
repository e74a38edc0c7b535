/** For a person: our own network is gone (null), or back after so many milliseconds. */
export const outageText = (lastedMs: number | null): string =>
  lastedMs === null
    ? 'no host answers, not even the one that did a moment ago: our own network seems to be down; waiting for it …'
    : `the network is back after ${Math.max(1, Math.round(lastedMs / 1000))} s; nothing of this counts against the portals`;
