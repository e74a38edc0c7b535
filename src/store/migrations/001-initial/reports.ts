import { GOVERNMENT_LEVELS, ORGAN_KINDS } from '../../../organs/index.ts';

const oneOf = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** Reports, whose they are, and their words. */
export const reports = /* sql */ `
CREATE TABLE organ (  -- an organ that reports, once for each printing of its name and each division
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,            -- as printed, without white space; never merged by likeness
  full_name     TEXT NOT NULL,            -- with the present names of its divisions, from the province down: equal for two printings of one organ's name
  division_code TEXT REFERENCES division (code),  -- the present division that it belongs to; NULL where that is not certain
  level         TEXT CHECK (level IN (${oneOf(GOVERNMENT_LEVELS)})),  -- of government, also of departments; NULL where that is not certain
  kind          TEXT NOT NULL CHECK (kind IN (${oneOf(Object.keys(ORGAN_KINDS))})),  -- see kinds of organs
  former_place  TEXT,                     -- its place as the name prints it, where the division is not called so any more
  portal_id     TEXT REFERENCES portal (id),  -- where it was found, if no division tells it from others of its name; else NULL
  evidence      TEXT NOT NULL             -- how division, level and kind were found, or why there is no division
) STRICT;
CREATE UNIQUE INDEX organ_identity ON organ (name, coalesce(division_code, ''), coalesce(portal_id, ''));
CREATE INDEX organ_full_name ON organ (full_name);
CREATE INDEX organ_division ON organ (division_code);

CREATE TABLE report (  -- an edition of what an organ published for a year on a portal
  id            INTEGER PRIMARY KEY,
  document_id   INTEGER NOT NULL REFERENCES document (id),   -- the one that the figures were taken from
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  organ         TEXT NOT NULL,            -- as printed, without white space; never merged by likeness
  organ_code    TEXT REFERENCES division (code),  -- GB/T 2260: the organ's division; a town's county; NULL where that is not certain
  organ_id      INTEGER NOT NULL REFERENCES organ (id),
  year          INTEGER NOT NULL,         -- report year
  template      TEXT NOT NULL,            -- generation of the form, or none: see docs/codebook.md
  title         TEXT,                     -- on one line
  published_on  TEXT,                     -- as list or page say
  url           TEXT NOT NULL,            -- of the source document; of a file in an archive: archive!/file
  edition       INTEGER NOT NULL DEFAULT 1,  -- 1 is the oldest
  is_current    INTEGER NOT NULL DEFAULT 1 CHECK (is_current IN (0, 1)),  -- 1: the newest edition
  current_because TEXT NOT NULL,          -- why this edition is (not) the current one
  figures_hash  TEXT NOT NULL,            -- sha256 of all figures and indicators: equal numbers, same edition
  first_run_id  INTEGER NOT NULL REFERENCES run (id),  -- the run that stored it
  UNIQUE (portal_id, organ, year, edition)
) STRICT;
CREATE UNIQUE INDEX report_current ON report (portal_id, organ, year) WHERE is_current = 1;
-- With all that filters ask for, so that reports are gone through in their order without being read.
CREATE INDEX report_year ON report (year, id, portal_id, template, organ_id, organ_code, published_on, edition) WHERE is_current = 1;
CREATE INDEX report_published ON report (published_on, id, year, portal_id, template, organ_id, organ_code, edition) WHERE is_current = 1;
-- The few that are not: what goes through all numbers leaves them out.
CREATE INDEX report_superseded ON report (id) WHERE is_current = 0;
CREATE INDEX report_organ ON report (organ, year);
-- As wide, or SQLite would look for an organ's year among all reports of the year.
CREATE INDEX report_organ_id ON report (organ_id, year, is_current, portal_id, template, organ_code, published_on, edition);

CREATE TABLE report_document (  -- the documents of a report
  report_id     INTEGER NOT NULL REFERENCES report (id),
  document_id   INTEGER NOT NULL REFERENCES document (id),
  role          TEXT NOT NULL CHECK (role IN ('source', 'corroborates', 'copy', 'narrative')),  -- "source" of the figures, "corroborates" (the same numbers), "copy" (the same text in another page frame), "narrative" (no numbers of its own)
  url           TEXT NOT NULL,            -- where it was found
  told          TEXT NOT NULL,            -- JSON: title, day and organ as this document has them, for when it becomes the source
  reading       BLOB,                     -- of all but the source, whose reading stands in the tables: what was read, as deflated JSON
  PRIMARY KEY (report_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_document_document ON report_document (document_id);

CREATE TABLE section (  -- a section of a report's text
  id            INTEGER PRIMARY KEY,
  report_id     INTEGER NOT NULL REFERENCES report (id),
  position      INTEGER NOT NULL,         -- from 0, in printed order
  key           TEXT,                     -- codebook section; NULL for a heading of no known section
  heading       TEXT NOT NULL,            -- as printed
  text          TEXT NOT NULL,
  UNIQUE (report_id, position)
) STRICT;

CREATE TABLE warning (  -- what a careful reader would want to know of a report, a document, or an address of a portal
  id            INTEGER PRIMARY KEY,
  report_id     INTEGER REFERENCES report (id),
  document_id   INTEGER REFERENCES document (id),
  portal_id     TEXT REFERENCES portal (id),
  run_id        INTEGER REFERENCES run (id),
  code          TEXT NOT NULL,
  message       TEXT NOT NULL,            -- for a person
  place         TEXT                      -- in words, as table/row/column, or an address
) STRICT;
CREATE INDEX warning_report ON warning (report_id);
CREATE INDEX warning_document ON warning (document_id);

CREATE TABLE withdrawal (  -- a page that a portal took back: its row left a list that was read to its end, and it is not there any more
  portal_id     TEXT NOT NULL REFERENCES portal (id),
  url           TEXT NOT NULL,            -- as the list named it
  withdrawn_on  TEXT NOT NULL,            -- day on which it was asked for once more, and was not there
  evidence      TEXT NOT NULL,            -- what the server said
  run_id        INTEGER NOT NULL REFERENCES run (id),  -- the run that asked
  restored_on   TEXT,                     -- day on which it was there again; NULL: it is not
  PRIMARY KEY (portal_id, url, withdrawn_on)
) STRICT, WITHOUT ROWID;

-- The reports that were on pages that a portal took back: there, or in a file to which the page led.
CREATE VIEW withdrawn_report AS
SELECT DISTINCT report.portal_id, report.organ, report.year, report.id AS report_id, withdrawal.url, withdrawn_on, restored_on, evidence
FROM withdrawal
CROSS JOIN request AS asked ON asked.portal_id = withdrawal.portal_id AND asked.url = withdrawal.url
CROSS JOIN request AS holder ON holder.id = asked.id OR (holder.parent_id = asked.id AND holder.kind = 'attachment')
CROSS JOIN capture ON capture.request_id = holder.id
CROSS JOIN payload ON payload.id = capture.payload_id OR payload.container_id = capture.payload_id
CROSS JOIN document ON document.payload_id = payload.id
CROSS JOIN report_document ON report_document.document_id = document.id
CROSS JOIN report ON report.id = report_document.report_id AND report.portal_id = asked.portal_id AND report.is_current = 1;

-- For people with a SQL prompt: the current edition of every report, and whose it is.
CREATE VIEW current_report AS
SELECT report.*, organ.full_name, organ.level, organ.kind, division.name AS division, division.province, division.city
FROM report JOIN organ ON organ.id = report.organ_id LEFT JOIN division ON division.code = report.organ_code
WHERE is_current = 1;

-- Each organ with the years of its first and last report, under whatever printing of its name.
CREATE VIEW organ_years AS
SELECT organ.id AS organ_id, organ.full_name, organ.division_code, organ.level, organ.portal_id,
  (SELECT min(report.year) FROM organ AS same CROSS JOIN report ON report.organ_id = same.id WHERE same.full_name = organ.full_name
    AND +same.division_code IS organ.division_code AND same.portal_id IS organ.portal_id) AS first_year,
  (SELECT max(report.year) FROM organ AS same CROSS JOIN report ON report.organ_id = same.id WHERE same.full_name = organ.full_name
    AND +same.division_code IS organ.division_code AND same.portal_id IS organ.portal_id) AS last_year
FROM organ;

-- Who an organ is since a reform, or since its division was renamed ("place"). Of a reform: its act names both names (organ_renaming), both
-- stand behind the same place, and the reports of the former end before those of the
-- later begin, the one at most two years before the reform, the other at most three after. A link
-- with its evidence, no more: nothing is merged, and a name that is only alike is no link.
CREATE VIEW organ_succession AS
SELECT former.organ_id, later.organ_id AS later_organ_id, former.full_name, later.full_name AS later_full_name, former.division_code,
  renaming.relation, former.last_year, later.first_year, renaming.source || ' ' || renaming.former || '→' || renaming.later
    || '; reports of the former to ' || former.last_year || ', of the later from ' || later.first_year AS evidence
FROM organ_years AS former
CROSS JOIN organ_renaming AS renaming ON substr(former.full_name, -length(renaming.former)) = renaming.former
  AND (former.level IS NOT 'nation' OR former.full_name = renaming.former)
CROSS JOIN organ_years AS later
  ON later.full_name = substr(former.full_name, 1, length(former.full_name) - length(renaming.former)) || renaming.later
WHERE +later.division_code IS former.division_code AND later.level IS former.level AND later.portal_id IS former.portal_id
  AND former.last_year < later.first_year AND former.last_year >= renaming.year - 2 AND later.first_year BETWEEN renaming.year AND renaming.year + 3
UNION ALL
SELECT former.id, later.id, former.full_name, later.full_name, former.division_code, 'place',
  (SELECT max(year) FROM report WHERE organ_id = former.id), (SELECT min(year) FROM report WHERE organ_id = later.id),
  former.former_place || ' is ' || division.name || ' (' || division.code || ') since: ' || former.evidence
FROM organ AS former CROSS JOIN organ AS later ON later.full_name = former.full_name AND +later.division_code IS former.division_code
CROSS JOIN division ON division.code = former.division_code
WHERE former.former_place IS NOT NULL AND later.former_place IS NULL;

-- What became of reports after they were published, newest first: numbers or words that changed, withdrawals, returns.
CREATE VIEW revision AS
SELECT substr(run.started_at, 1, 10) AS noticed_on, 'changed' AS kind, newer.portal_id, newer.organ, newer.year, newer.id AS report_id,
  older.id AS before_report_id, newer.url, newer.current_because AS evidence
FROM report AS newer
JOIN report AS older ON older.portal_id = newer.portal_id AND older.organ = newer.organ AND older.year = newer.year
  AND older.edition = newer.edition - 1
JOIN run ON run.id = max(newer.first_run_id, older.first_run_id)
UNION ALL
SELECT withdrawn_on, 'withdrawn', portal_id, organ, year, report_id, NULL, url, evidence FROM withdrawn_report
UNION ALL
SELECT restored_on, 'restored', portal_id, organ, year, report_id, NULL, url, 'its page is there again' FROM withdrawn_report
WHERE restored_on IS NOT NULL
ORDER BY noticed_on DESC;
`;
