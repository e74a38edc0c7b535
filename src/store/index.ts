export * from './captures.ts';
export * from './errors.ts';
export * from './payloads.ts';
export * from './portals.ts';
export * from './recovery.ts';
export * from './runs.ts';
export * from './store.ts';
