import { shardMessages } from '../messages.ts';

/** Files by name, as object storage keeps them: whole or not at all, and by us never changed. Keys are below the store's prefix. */
export interface ObjectStore {
  /** As it is told to people; without secrets. */
  readonly address: string;
  /** Resolves once it is there for everybody. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  putFile(key: string, path: string): Promise<void>;
  /** Null where there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** @throws StoreObjectError where there is none. */
  getRange(key: string, offset: number, length: number): Promise<Uint8Array>;
  /** @throws StoreObjectError where there is none. */
  getFile(key: string, path: string): Promise<void>;
  /** All keys that begin so, in order. */
  list(prefix: string): Promise<string[]>;
  remove(key: string): Promise<void>;
  close(): void;
}

/** The store does not give what it was given, or does not answer. */
export class StoreObjectError extends Error {
  readonly exitCode = 1;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreObjectError';
  }
}

export const objectGone = (address: string, key: string): StoreObjectError =>
  new StoreObjectError(shardMessages.objectGone(`${address}/${key}`));
