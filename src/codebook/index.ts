export * from './across.ts';
export * from './forms/index.ts';
export * from './indicators.ts';
export * from './model.ts';
export * from './normalise.ts';
export { FormRegistry } from './registry.ts';
export * from './sections.ts';
export * from './series.ts';
export * from './warnings.ts';
