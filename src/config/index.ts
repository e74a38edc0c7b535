export * from './ad-hoc.ts';
export * from './environment.ts';
export * from './error.ts';
export * from './hosts.ts';
export * from './load.ts';
export * from './portal.ts';
export * from './settings.ts';
