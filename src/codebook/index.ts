export * from './model.ts';
export * from './normalise.ts';
export * from './sections.ts';
export * from './statistics.ts';
export * from './tables.ts';
export * from './warnings.ts';
