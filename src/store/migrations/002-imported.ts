/** What people bring: files, and records of WARC files that other tools wrote. */
export const imported = /* sql */ `
CREATE TABLE imported (  -- a file that somebody brought, or a record of a WARC file that somebody brought
  id            INTEGER PRIMARY KEY,
  portal_id     TEXT NOT NULL REFERENCES portal (id),   -- where it was filed: --portal, else "import"
  url           TEXT NOT NULL,            -- file:///… of a file; the captured address of a record
  taken_at      TEXT NOT NULL,            -- when a file was last changed; the WARC-Date of a record
  size          INTEGER NOT NULL,         -- bytes of the file, or of the record's content
  source_id     INTEGER REFERENCES imported (id),  -- the WARC file that a record came in; NULL for a file
  payload_id    INTEGER REFERENCES payload (id),   -- NULL for a WARC file as such
  capture_id    INTEGER REFERENCES capture (id),   -- NULL where its bytes were on this portal already, and for a WARC file as such
  organ         TEXT,                     -- whose reports these are, where neither file nor name says (--organ)
  complete      INTEGER NOT NULL DEFAULT 1 CHECK (complete IN (0, 1)),  -- 0: a WARC file that was not read to its end yet
  run_id        INTEGER NOT NULL REFERENCES run (id)  -- the run that last met it
) STRICT;
CREATE INDEX imported_url ON imported (url, portal_id);
CREATE INDEX imported_payload ON imported (payload_id, portal_id);
CREATE INDEX imported_capture ON imported (capture_id) WHERE capture_id IS NOT NULL;
CREATE INDEX imported_source ON imported (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX imported_run ON imported (run_id);

-- The files of an archive are asked for with the archive.
CREATE INDEX payload_container ON payload (container_id) WHERE container_id IS NOT NULL;
`;
