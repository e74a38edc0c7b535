import { FINDING_KINDS, FINDING_SCOPES, NIGHT_CAUSES } from '../../nights/kinds.ts';

const oneOf = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** What nights came to: measured against the nights before, with what is wrong and what is known to be. */
export const nights = /* sql */ `
CREATE TABLE night (  -- a crawl that ran by itself ("crawl --mode nightly" or "backfill"), and what it came to
  run_id        INTEGER PRIMARY KEY REFERENCES run (id),
  mode          TEXT NOT NULL CHECK (mode IN ('nightly', 'backfill')),
  cause         TEXT NOT NULL CHECK (cause IN (${oneOf(Object.keys(NIGHT_CAUSES))})),  -- of its exit code, see causes
  exit_code     INTEGER NOT NULL,         -- of the process
  portals       INTEGER NOT NULL,         -- visits that came to their end
  requests      INTEGER NOT NULL,         -- asked for, redirects and robots.txt too
  unchanged     INTEGER NOT NULL,         -- of these: the server said, or the bytes showed, that nothing is new
  reports_new   INTEGER NOT NULL,         -- organs and years that were not there before
  reports_changed INTEGER NOT NULL,       -- further editions, with other numbers
  withdrawn     INTEGER NOT NULL,         -- pages that portals took back
  findings_new  INTEGER NOT NULL,         -- what is wrong since this night and was not acknowledged
  findings_open INTEGER NOT NULL,         -- all that was wrong at its end
  findings_closed INTEGER NOT NULL,       -- what was mended in this night
  left_over     INTEGER NOT NULL,         -- requests that wait for the next night (budget, interruption, outage)
  bytes_free    INTEGER,                  -- of the data folder's disk at its end; NULL where the system does not tell
  hook          TEXT,                     -- "ok", or why it could not be called; NULL: it was not due
  report        TEXT NOT NULL             -- JSON: the whole report of the night
) STRICT;

CREATE TABLE channel_night (  -- a channel in a night, to compare the next nights with; the last thirty, and those in which reports were read
  channel_id    INTEGER NOT NULL REFERENCES channel (id),
  run_id        INTEGER NOT NULL REFERENCES run (id),
  is_good       INTEGER NOT NULL CHECK (is_good IN (0, 1)),  -- 1: its list was read as it should be, and nothing fell
  platform      TEXT,                     -- dialect that read it
  completeness  TEXT,                     -- of its list, see completeness
  rows          INTEGER NOT NULL,         -- of its list
  season        INTEGER NOT NULL,         -- reports of the last year that its portal has brought so far
  reports       INTEGER NOT NULL,         -- whose documents were read in this night; the rest of the row is about these
  fill_disclosure REAL,                   -- share of the cells of the table that hold a number; NULL: no such table was due
  fill_applications REAL,                 -- likewise
  fill_review_litigation REAL,            -- likewise
  checks        INTEGER NOT NULL,         -- that could be computed
  checks_failed INTEGER NOT NULL,         -- of these
  cells         INTEGER NOT NULL,         -- of all tables
  cells_null    INTEGER NOT NULL,         -- of these, blank or unreadable
  PRIMARY KEY (channel_id, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_night_run ON channel_night (run_id);

CREATE TABLE finding (  -- what is wrong, once for all portals that share it
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL CHECK (kind IN (${oneOf(Object.keys(FINDING_KINDS))})),  -- see findings
  scope         TEXT NOT NULL CHECK (scope IN (${oneOf(FINDING_SCOPES)})),  -- of what it is told
  name          TEXT NOT NULL,            -- of the portal, family (dialect) or host; "run" for what concerns all
  opened_run_id INTEGER NOT NULL REFERENCES run (id),
  changed_run_id INTEGER NOT NULL REFERENCES run (id),  -- when it was opened, or a portal joined it
  closed_run_id INTEGER REFERENCES run (id)  -- NULL: it is still so
) STRICT;
CREATE UNIQUE INDEX finding_open ON finding (kind, scope, name) WHERE closed_run_id IS NULL;
CREATE INDEX finding_closed ON finding (closed_run_id);

CREATE TABLE problem (  -- what a finding stands on: an address where something is wrong
  id            INTEGER PRIMARY KEY,
  finding_id    INTEGER NOT NULL REFERENCES finding (id),
  portal_id     TEXT REFERENCES portal (id),  -- NULL for what concerns the whole run
  kind          TEXT NOT NULL,            -- its own, see findings: a finding holds what came of it, too
  url           TEXT NOT NULL,            -- of the channel, page or file
  code          TEXT NOT NULL,            -- failure, completeness or measure
  message       TEXT NOT NULL,            -- for a person
  since_run_id  INTEGER NOT NULL REFERENCES run (id),
  last_run_id   INTEGER NOT NULL REFERENCES run (id),
  closed_run_id INTEGER REFERENCES run (id)  -- NULL: it is still so
) STRICT;
CREATE UNIQUE INDEX problem_open ON problem (portal_id, kind, url, code) WHERE closed_run_id IS NULL;
CREATE INDEX problem_finding ON problem (finding_id);

CREATE TABLE backfilled (  -- a portal whose past was visited to its end ("crawl --mode backfill")
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  year_from     INTEGER NOT NULL,         -- report years, both ends included; 0: open
  year_to       INTEGER NOT NULL,         -- likewise; 9999: open
  run_id        INTEGER NOT NULL REFERENCES run (id),  -- the run that ended it
  PRIMARY KEY (portal_id, year_from, year_to)
) STRICT, WITHOUT ROWID;

CREATE TABLE acknowledgement (  -- a finding that a person knows of and nobody can mend for now ("nianbao ack")
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,            -- as of the finding
  scope         TEXT NOT NULL,            -- likewise
  name          TEXT NOT NULL,            -- likewise
  reason        TEXT NOT NULL,            -- a person's words
  made_on       TEXT NOT NULL,            -- day
  expires_on    TEXT NOT NULL,            -- the first day on which it does not count any more
  UNIQUE (kind, scope, name)
) STRICT;
`;
