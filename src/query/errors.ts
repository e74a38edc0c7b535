/** A question that cannot be asked so: told to the person as it is, exit code 2. */
export class QueryError extends Error {
  readonly exitCode = 2;
}
