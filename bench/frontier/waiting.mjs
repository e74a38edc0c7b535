import { adHocPortals } from '../../dist/config/index.js';

/** Hosts that the waiting requests are of, which have asked to be left alone for ten minutes. */
const HOSTS = 20;

/** The portals of those hosts. */
export const waitingPortals = () =>
  adHocPortals(Array.from({ length: HOSTS }, (_, number) => `http://127.0.0.1:${number + 1}/nb/`));
