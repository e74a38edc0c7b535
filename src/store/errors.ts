import { storeMessages } from './messages.ts';

/** The database cannot be used as asked: says why and what to do. `exitCode` is what the command ends with. */
export class StoreError extends Error {
  readonly exitCode: 2 | 3;
  constructor(message: string, exitCode: 2 | 3 = 2) {
    super(message);
    this.name = 'StoreError';
    this.exitCode = exitCode;
  }
}

/** There is no database yet. */
export class NoDatabaseError extends StoreError {
  constructor(dataDir: string) {
    super(storeMessages.noDatabase(dataDir));
    this.name = 'NoDatabaseError';
  }
}

/** Another process writes to this data folder. */
export class StoreLockedError extends StoreError {
  constructor(dataDir: string, holder: string) {
    super(storeMessages.locked(dataDir, holder), 3);
    this.name = 'StoreLockedError';
  }
}
