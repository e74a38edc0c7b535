/** What was visited, and the bytes and words that came of it. */
export const crawl = /* sql */ `
CREATE TABLE portal (  -- a portal of the configuration, or "import" for files that somebody brought
  id            TEXT PRIMARY KEY,         -- as in its config file
  name          TEXT NOT NULL,            -- as in its config file
  code          TEXT,                     -- GB/T 2260, six digits; NULL for ministries
  platform      TEXT,                     -- as detected by the last crawl; NULL before the first
  evidence      TEXT,                     -- JSON list: what the detection saw
  verified_on   TEXT,                     -- day of the first crawl that stored a report
  visit_run_id  INTEGER REFERENCES run (id)   -- the run that began the visit in progress; NULL: the last visit was finished
) STRICT, WITHOUT ROWID;

CREATE TABLE run (  -- one call of a command that writes
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,     -- how the archive names it, in every data folder the same
  command       TEXT NOT NULL,            -- the command line, for a person
  pid           INTEGER,                  -- the process, to name it where it holds the data folder
  started_at    TEXT NOT NULL,
  ended_at      TEXT,                     -- NULL: running, or killed
  outcome       TEXT CHECK (outcome IN ('ok', 'failures', 'interrupted', 'crashed')),  -- how it ended; NULL before the end
  summary       TEXT                      -- JSON: the counts that the summary prints; NULL before the end
) STRICT;

CREATE TABLE host (  -- part of the frontier: a server (a name and a port) and its pace
  name          TEXT PRIMARY KEY,         -- host:port
  next_at       INTEGER NOT NULL DEFAULT 0,   -- ms since the epoch: not before
  busy          INTEGER NOT NULL DEFAULT 0,   -- requests in flight
  delay_ms      INTEGER NOT NULL,         -- pause between two requests
  parallel      INTEGER NOT NULL DEFAULT 1,  -- requests at once, at most
  pending       INTEGER NOT NULL DEFAULT 0,   -- requests that only wait for the host, kept so that no query counts them
  penalty       INTEGER NOT NULL DEFAULT 0    -- consecutive 429/503: doubles the delay
) STRICT, WITHOUT ROWID;
CREATE INDEX host_due ON host (next_at) WHERE pending > 0;

CREATE TABLE request (  -- the frontier: every request ever asked for, once by key
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,     -- portal, list or document, method, URL in one spelling, body digest
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  parent_id     INTEGER REFERENCES request (id),  -- the request whose answer led here; NULL: configured
  channel_id    INTEGER REFERENCES channel (id),  -- the channel (栏目) that it belongs to
  kind          TEXT NOT NULL CHECK (kind IN ('channel', 'list', 'detail', 'attachment')),  -- what is expected there
  url           TEXT NOT NULL,            -- as asked for
  host          TEXT NOT NULL REFERENCES host (name),
  state         TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'active', 'done', 'failed')),
  priority      INTEGER NOT NULL DEFAULT 0,  -- higher first
  not_before    INTEGER NOT NULL DEFAULT 0,   -- ms since the epoch; 0: any time
  attempts      INTEGER NOT NULL DEFAULT 0,  -- failed ones so far
  details       TEXT NOT NULL,            -- JSON: http (method, body, headers), list (page, dialect state), hints (what led there said: title, date, organ)
  failure       TEXT,                     -- see failures
  message       TEXT,                     -- what happened, for a person
  facts         TEXT,                     -- hash of what the archive's last metadata record says of it
  run_id        INTEGER REFERENCES run (id),  -- the run that last asked for it
  spared_run_id INTEGER REFERENCES run (id)   -- the night that last saw it named and left it for a later one; NULL: none
) STRICT;
CREATE INDEX request_due ON request (host, priority DESC, id) WHERE state = 'pending' AND not_before = 0;
CREATE INDEX request_later ON request (not_before) WHERE state = 'pending' AND not_before > 0;
CREATE INDEX request_open ON request (portal_id) WHERE state IN ('pending', 'active');
CREATE INDEX request_failed ON request (portal_id) WHERE state = 'failed';
CREATE INDEX request_by_run ON request (run_id, state);
CREATE INDEX request_by_url ON request (portal_id, url);
CREATE INDEX request_files ON request (parent_id) WHERE kind = 'attachment';

CREATE TABLE channel (  -- a channel (栏目, a list page) of a portal, configured or found below one
  id            INTEGER PRIMARY KEY,
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  url           TEXT NOT NULL,            -- address of its first page
  title         TEXT,                     -- NULL where nothing names it
  parent_id     INTEGER REFERENCES channel (id),  -- the channel that links it
  platform      TEXT,                     -- dialect that read it
  evidence      TEXT,                     -- JSON list
  announced     INTEGER,                  -- the list's own total (共 N 条)
  items         INTEGER NOT NULL DEFAULT 0,   -- rows read in the last crawl
  pages         INTEGER NOT NULL DEFAULT 0,  -- list pages read in the last crawl
  stop_reason   TEXT,                     -- why the list was not followed further, see stops
  completeness  TEXT CHECK (completeness IN ('complete', 'incomplete', 'unknown')),  -- whether the last visit read the list to its end, see completeness; NULL: not finished yet
  completeness_evidence TEXT,             -- what says so, for a person
  run_id        INTEGER REFERENCES run (id),  -- the run that last read it
  UNIQUE (portal_id, url)
) STRICT;

CREATE TABLE list_item (  -- a row of a channel's list
  channel_id    INTEGER NOT NULL REFERENCES channel (id),
  url           TEXT NOT NULL,
  title         TEXT NOT NULL,            -- as the list prints it
  published_on  TEXT,                     -- as the list prints it
  organ         TEXT,                     -- as the list prints it
  first_run_id  INTEGER NOT NULL REFERENCES run (id),  -- the run that first saw it
  last_run_id   INTEGER NOT NULL REFERENCES run (id),  -- the run that last saw it
  PRIMARY KEY (channel_id, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE browser_retry (  -- what a page gave in the browser, so that pages that give nothing more are not opened every night
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  url           TEXT NOT NULL,
  sha256        TEXT NOT NULL,            -- hex digest of the bytes that a plain request had brought
  shape         TEXT NOT NULL,            -- what pages of one template have in common: form of the address, scripts that are loaded
  gave_more     INTEGER NOT NULL CHECK (gave_more IN (0, 1)),   -- 1: more was there than without scripts
  retried_on     TEXT NOT NULL,            -- day of the retry; it counts for 30 days
  PRIMARY KEY (portal_id, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX browser_retry_shape ON browser_retry (portal_id, shape);

CREATE TABLE pager_press (  -- what pressing a list's pager in the browser gave, so that a list whose first rows are as they were is not pressed every night
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  url           TEXT NOT NULL,            -- the page whose pager was pressed
  rows_sha256   TEXT NOT NULL,            -- hex digest of the rows that the page itself holds
  found         TEXT NOT NULL,            -- JSON list: the further rows, with url, title, date, organ
  completeness  TEXT NOT NULL CHECK (completeness IN ('complete', 'incomplete')),  -- of the list, see completeness
  evidence      TEXT NOT NULL,            -- what says so: presses, requests, seconds
  pressed_on    TEXT NOT NULL,            -- day; it counts for 30 days
  PRIMARY KEY (portal_id, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE discovery (  -- what looking for a portal's channels came to ("nianbao discover"), one row a home page
  homepage      TEXT PRIMARY KEY,         -- its address, as in config/hosts
  code          TEXT,                     -- GB/T 2260; NULL where there is none
  level         TEXT NOT NULL,            -- as in config/hosts
  name          TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('found', 'likely', 'none', 'refused', 'unreachable')),  -- what it came to, see discoveries
  channel_url   TEXT,                     -- the best channel; NULL: none
  platform      TEXT,                     -- dialect of that channel
  because       TEXT NOT NULL,            -- why, in words
  requests      INTEGER NOT NULL,         -- that it took
  file          TEXT,                     -- the config that was written; NULL for found: it was about to be
  looked_at     TEXT NOT NULL,            -- when
  run_id        INTEGER NOT NULL REFERENCES run (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE skipped (  -- an address that was seen and left, with the reason
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  url           TEXT NOT NULL,
  title         TEXT,                     -- the link's text
  reason        TEXT NOT NULL,            -- see reasons
  run_id        INTEGER NOT NULL REFERENCES run (id),  -- the run that last saw it
  PRIMARY KEY (portal_id, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE payload (  -- content, once by its bytes, whatever address and coding it came under
  id            INTEGER PRIMARY KEY,
  sha256        TEXT NOT NULL UNIQUE,     -- hex digest of the document's bytes (content coding undone)
  size          INTEGER NOT NULL,         -- bytes
  format        TEXT,                     -- by content; NULL before it was read
  state         TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'unreadable', 'not_a_document')),  -- "waiting" to be read; "not_a_document": a list page, only kept
  reason        TEXT,                     -- why it cannot be read, see unreadable files
  message       TEXT,                     -- what is wrong, for a person
  attempts      INTEGER NOT NULL DEFAULT 0,   -- workers that it broke
  container_id  INTEGER REFERENCES payload (id),  -- the ZIP or RAR that it came out of
  member        TEXT                      -- its name in there
) STRICT;
CREATE INDEX payload_waiting ON payload (id) WHERE state = 'waiting';
-- The files of an archive are asked for with the archive.
CREATE INDEX payload_container ON payload (container_id) WHERE container_id IS NOT NULL;

CREATE TABLE broken_page (  -- a page that broke, twice, the process that takes large pages apart; it is not tried again before its bytes change ("crawl --retry-failed" does)
  sha256        TEXT PRIMARY KEY,         -- hex digest of the page's bytes (content coding undone)
  message       TEXT NOT NULL,            -- how it broke it, for a person
  run_id        INTEGER NOT NULL REFERENCES run (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE warc_file (  -- a file of the archive
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,     -- relative to the data folder
  size          INTEGER NOT NULL DEFAULT 0,   -- bytes that are known to be good
  closed        INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))   -- 1: nothing is appended to it any more
) STRICT;

CREATE TABLE capture (  -- the archive's index: one row a response, each redirect hop too
  id            INTEGER PRIMARY KEY,
  request_id    INTEGER REFERENCES request (id),   -- NULL for imported files, and for responses found in the archive after a crash
  run_id        INTEGER NOT NULL REFERENCES run (id),
  hop           INTEGER NOT NULL DEFAULT 0,        -- 0 = the request itself; 1… = redirects
  url           TEXT NOT NULL,
  captured_at   TEXT NOT NULL,            -- WARC-Date of the record
  status        INTEGER NOT NULL,         -- HTTP status; 0 for a file that somebody brought
  content_type  TEXT,                     -- as sent
  etag          TEXT,                     -- as sent
  last_modified TEXT,                     -- as sent
  record_type   TEXT NOT NULL CHECK (record_type IN ('response', 'revisit', 'resource')),  -- "revisit": its bytes stand in the earlier record with the same digest
  warc_file_id  INTEGER NOT NULL REFERENCES warc_file (id),
  warc_offset   INTEGER NOT NULL,         -- bytes from the start of the file
  warc_length   INTEGER NOT NULL,         -- bytes of the gzip member
  payload_digest TEXT NOT NULL,           -- sha256:… of the entity, as in the WARC record
  payload_id    INTEGER REFERENCES payload (id),   -- NULL where the answer is no content (redirect, error)
  truncated     TEXT CHECK (truncated IN ('length', 'time', 'disconnect')),   -- why the body ends early; NULL: whole
  damaged       INTEGER NOT NULL DEFAULT 0 CHECK (damaged IN (0, 1))          -- 1: the archive file has lost this record
) STRICT;
CREATE UNIQUE INDEX capture_place ON capture (warc_file_id, warc_offset);
CREATE INDEX capture_url ON capture (url, id DESC);
CREATE INDEX capture_payload ON capture (payload_id);
CREATE INDEX capture_request ON capture (request_id, id DESC);
CREATE INDEX capture_digest ON capture (payload_digest) WHERE record_type <> 'revisit' AND damaged = 0;
CREATE INDEX capture_run ON capture (run_id);

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

CREATE TABLE text (  -- what documents say: the same words in two page frames are one row
  id            INTEGER PRIMARY KEY,
  hash          TEXT NOT NULL UNIQUE,     -- sha256 of the text without white space
  content       TEXT NOT NULL             -- paragraphs by line, table rows by line with cells separated by tabs
) STRICT;

CREATE TABLE document (  -- a payload that was read
  id            INTEGER PRIMARY KEY,
  payload_id    INTEGER NOT NULL UNIQUE REFERENCES payload (id),
  text_id       INTEGER NOT NULL REFERENCES text (id),
  charset       TEXT,                     -- that decoded the bytes; NULL for formats that need none
  charset_evidence TEXT,                  -- why that charset, in one sentence
  extractor     TEXT NOT NULL             -- version of the extractor that read it
) STRICT;
CREATE INDEX document_text ON document (text_id);
`;
