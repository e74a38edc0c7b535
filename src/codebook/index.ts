export * from './forms/index.ts';
export * from './model.ts';
export * from './normalise.ts';
export { FormRegistry } from './registry.ts';
export * from './sections.ts';
export * from './warnings.ts';
