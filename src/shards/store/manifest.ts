import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const storedFile = z.object({
  /** Below the data folder, with forward slashes: `warc/NAME.warc.gz`. */
  name: z.string().regex(/^warc\/[\w.-]+$/),
  /** Below the store's prefix. */
  key: z.string().min(1),
  size: z.int().min(0),
  sha256,
});
export type StoredFile = z.infer<typeof storedFile>;

/** A shard as it stands in an object store; kept in PostgreSQL, and beside the files so that these can be read without it. */
export const manifestSchema = z.object({
  version: z.literal(1),
  shard: z.string(),
  /** The lease that gave it back. */
  generation: z.int().min(1),
  /** The data folder's own name, see `folder-mark.ts`. */
  folder: z.string(),
  /** Packed by gzip; size and digest are those of the packed file. */
  database: z.object({ key: z.string(), size: z.int(), sha256 }),
  files: z.array(storedFile),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** `shard-001/000012`: no other lease ever writes below it. */
export const leaseFolder = (shard: string, generation: number): string =>
  `${shard}/${String(generation).padStart(6, '0')}`;

export const MANIFEST = 'manifest.json';
