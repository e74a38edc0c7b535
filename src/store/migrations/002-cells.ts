/**
 * Cells are not declared to refer to reports and keys. SQLite looked for both with each number that was stored, though whoever stores it has
 * them at hand, and kept a copy of each page that a statement changes, for the case that one were missing: a tenth of storing a report. Now
 * `verify` looks for them.
 */
export const cells = /* sql */ `
-- Not renamed: views would follow.
CREATE TABLE former_cell AS SELECT * FROM cell;
DROP TABLE cell;

CREATE TABLE cell (  -- one number of tables 2 to 4, by the number of its key; read it as the view "figure", which spells the key out
  report_id     INTEGER NOT NULL,         -- of report; not declared as a reference, so that SQLite does not look for it with each number
  key_id        INTEGER NOT NULL,         -- of figure_key; likewise
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
INSERT INTO cell SELECT * FROM former_cell;
DROP TABLE former_cell;

-- All that is printed under one name, in its order: how it is spread, and the greatest first. Zeros and blanks, which are most, take a dozen bytes each.
CREATE INDEX cell_value ON cell (key_id, value);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('cell', 'cell_value', '10000000 50000 5');
`;
