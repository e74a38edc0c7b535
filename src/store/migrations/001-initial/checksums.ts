/** What notices rows that are not as they were written. */
export const checksums = /* sql */ `
CREATE TABLE checksum (  -- checksums of the rows that belong together, kept by whoever writes; "nianbao verify" compares
  scope         TEXT NOT NULL,            -- "report": all that is stored of one; else a table
  bucket        INTEGER NOT NULL,         -- report.id; of other tables the id without its last eight bits, the channel, or 0
  sum           INTEGER NOT NULL,         -- exclusive or of the rows' hashes
  PRIMARY KEY (scope, bucket)
) STRICT, WITHOUT ROWID;
`;
