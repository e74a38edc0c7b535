/** The database cannot be used as asked: says why and what to do. `exitCode` is what the command ends with. */
export class StoreError extends Error {
  readonly exitCode: 2 | 3;
  constructor(message: string, exitCode: 2 | 3 = 2) {
    super(message);
    this.name = 'StoreError';
    this.exitCode = exitCode;
  }
}

/** Another process writes to this data folder. */
export class StoreLockedError extends StoreError {
  constructor(dataDir: string, holder: string) {
    super(
      `another run holds the data folder ${dataDir}${holder}. Wait for it to end, stop it, or use another folder with --data.`,
      3,
    );
    this.name = 'StoreLockedError';
  }
}
