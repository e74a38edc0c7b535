export { type SamplePortal, startSamplePortal } from './server.ts';
