export * from './ingest.ts';
export * from './job.ts';
export * from './pool.ts';
export type { Put } from './put.ts';
