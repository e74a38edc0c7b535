export type { PageKind, PortalTruth } from './plan.ts';
export { type SamplePortal, type SamplePortalOptions, startSamplePortal } from './server.ts';
