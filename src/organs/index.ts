export { levelOf, nameOf } from './divisions.ts';
export * from './history.ts';
export { organKindOf } from './kind.ts';
export type { OrganContext } from './locate.ts';
export * from './renamings.ts';
export * from './resolve.ts';
