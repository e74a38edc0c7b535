export * from './errors.ts';
export * from './filter.ts';
export * from './search.ts';
