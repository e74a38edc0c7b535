import { shardMessages } from '../messages.ts';

/** An address that names no store. */
export class StoreAddressError extends Error {
  readonly exitCode = 2;
  constructor(address: string) {
    super(shardMessages.storeAddress(address));
    this.name = 'StoreAddressError';
  }
}
