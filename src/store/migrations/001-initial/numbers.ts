/** Numbers, and what was found when they were checked. */
export const numbers = /* sql */ `
CREATE TABLE cell (  -- one number of tables 2 to 4, by the number of its key; read it as the view "figure", which spells the key out
  report_id     INTEGER NOT NULL REFERENCES report (id),
  key_id        INTEGER NOT NULL REFERENCES figure_key (id),
  value         REAL,                     -- NULL: blank or unreadable; never 0 for blank
  raw           TEXT,                     -- the printed cell; NULL where the source has none
  confidence    REAL,                     -- of the character recognition, 0 to 1; NULL: read from text
  source_table  INTEGER,                  -- number of the table in the document, from 0
  source_row    INTEGER,                  -- row in its grid, from 0
  source_column INTEGER,                  -- column in its grid, from 0
  page          INTEGER,                  -- from 1
  box_left      INTEGER,                  -- place on the page in tenths of a point, from its top left
  box_top       INTEGER,
  box_right     INTEGER,
  box_bottom    INTEGER,
  PRIMARY KEY (report_id, key_id)
) STRICT, WITHOUT ROWID;

-- All that is printed under one name, in its order: how it is spread, and the greatest first. Zeros and blanks, which are most, take a dozen bytes each.
CREATE INDEX cell_value ON cell (key_id, value);

-- One number of tables 2 to 4, under its names.
CREATE VIEW figure AS
SELECT report_id, table_key, row_key, column_key, value, raw, confidence, source_table, source_row, source_column, page,
  iif(box_left IS NULL, NULL, json_array(box_left / 10.0, box_top / 10.0, box_right / 10.0, box_bottom / 10.0)) AS box,
  row_label, column_label, row_english, column_english, unit, export_name
FROM cell JOIN figure_key ON figure_key.id = cell.key_id;

CREATE TABLE indicator (  -- one printed row of the statistics table of 2008 to 2018
  report_id     INTEGER NOT NULL REFERENCES report (id),
  position      INTEGER NOT NULL,         -- from 0, in printed order
  key           TEXT REFERENCES indicator_key (key),  -- NULL: a heading, or a row that no list has
  indicator     TEXT NOT NULL,            -- label as printed
  unit          TEXT,                     -- as printed
  value         REAL,                     -- NULL: blank, unreadable, or a form with two figures
  value_raw     TEXT,                     -- as printed
  this_year     REAL,                     -- provincial annexes
  this_year_raw TEXT,                     -- as printed
  cumulative    REAL,                     -- provincial annexes
  cumulative_raw TEXT,                    -- as printed
  number        REAL CHECK (number IS coalesce(value, this_year)),  -- value, or this_year of a form with two figures: beside them, so that an index has it
  confidence    REAL,                     -- of the character recognition, 0 to 1; NULL: read from text
  source_table  INTEGER,                  -- number of the table in the document, from 0
  source_row    INTEGER,                  -- row in its grid, from 0
  source_column INTEGER,                  -- column in its grid, from 0
  page          INTEGER,                  -- from 1
  box           TEXT,                     -- place on the page: JSON [left, top, right, bottom] in points, origin top left
  PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;

-- With the label, so that how often each is printed is counted without reading the rows.
CREATE INDEX indicator_number ON indicator (key, number, indicator) WHERE key IS NOT NULL;

-- What SQLite cannot know of an empty database: nearly every report has a key, so that its numbers are found by the report, not by the key.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('cell', 'cell_value', '10000000 50000 5'), ('indicator', 'indicator_number', '5000000 50000 10 1');

CREATE TABLE check_result (  -- one check of a report's numbers
  report_id     INTEGER NOT NULL REFERENCES report (id),
  rule          TEXT NOT NULL,            -- see docs/codebook.md
  scope         TEXT NOT NULL,            -- the applicant, row or proceeding
  status        TEXT NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),  -- "unknown": a number is missing
  left_value    REAL,
  right_value   REAL,
  PRIMARY KEY (report_id, rule, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX check_failed ON check_result (rule) WHERE status = 'fail';

-- What the numbers of each report come to in each series: NULL where a part is missing, no row where all are.
CREATE VIEW series_sum AS
SELECT report.id AS report_id, part.series_key, part.side,
  (SELECT iif(count(cell.value) = part.parts, sum(cell.value), NULL) FROM series_part AS each
   CROSS JOIN cell ON cell.report_id = report.id AND cell.key_id = each.key_id
   WHERE each.series_key = part.series_key AND each.side = 'tables') AS value
FROM report CROSS JOIN series_part AS part
WHERE part.side = 'tables' AND part.part = 0 AND EXISTS (SELECT 1 FROM series_part AS each
  CROSS JOIN cell ON cell.report_id = report.id AND cell.key_id = each.key_id
  WHERE each.series_key = part.series_key AND each.side = 'tables')
UNION ALL
SELECT report.id, part.series_key, part.side,
  (SELECT iif(count(indicator.number) = part.parts, sum(indicator.number), NULL)
   FROM series_part AS each CROSS JOIN indicator ON indicator.report_id = report.id AND +indicator.key = each.indicator_key
   WHERE each.series_key = part.series_key AND each.side = 'lists')
FROM report CROSS JOIN series_part AS part
WHERE part.side = 'lists' AND part.part = 0 AND EXISTS (SELECT 1 FROM series_part AS each
  CROSS JOIN indicator ON indicator.report_id = report.id AND +indicator.key = each.indicator_key
  WHERE each.series_key = part.series_key AND each.side = 'lists');

CREATE TABLE series_number (  -- the view series_sum as it was when the report was stored, so that it need not be summed up again; read it as the view "series_value"
  report_id     INTEGER NOT NULL REFERENCES report (id),
  series_key    TEXT NOT NULL,            -- see series
  side          TEXT NOT NULL CHECK (side IN ('tables', 'lists')),  -- which numbers were summed up, see series_part
  value         REAL,                     -- NULL: a part is missing
  PRIMARY KEY (report_id, series_key, side)
) STRICT, WITHOUT ROWID;

-- The current reports' numbers that mean the same from 2008 to today, one row a report and series; NULL where a part is missing.
CREATE VIEW series_value AS
SELECT report.id AS report_id, report.organ_id, report.organ, report.organ_code, report.year, report.template, number.series_key,
  number.value, part.relation, part.note
FROM report JOIN series_number AS number ON number.report_id = report.id
JOIN series_part AS part ON part.series_key = number.series_key AND part.side = number.side AND part.part = 0
WHERE report.is_current = 1;
`;
