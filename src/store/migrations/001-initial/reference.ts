/** What does not come from reports: filled from the program's own data whenever that has changed. */
export const reference = /* sql */ `
CREATE TABLE reference_data (  -- which state of the program's own data the tables below hold
  name          TEXT PRIMARY KEY,         -- what was filled
  version       TEXT NOT NULL             -- hash of the data
) STRICT, WITHOUT ROWID;

CREATE TABLE division (  -- an administrative division of today or of a year since 2008 (official lists of 2008 to 2023)
  code          TEXT PRIMARY KEY,         -- GB/T 2260, six digits
  name          TEXT NOT NULL,            -- its present name, or the last one
  level         TEXT NOT NULL CHECK (level IN ('province', 'city', 'county')),  -- "city": prefectures and leagues too
  parent_code   TEXT REFERENCES division (code),  -- what it lies in; NULL: a province
  province      TEXT NOT NULL,            -- name of the province that it is or lies in
  city          TEXT,                     -- name of the city that it is or lies in; NULL where there is none (北京市大兴区)
  valid_from    INTEGER,                  -- year of the first list that has the code; NULL: 2008, the first one, or before
  valid_to      INTEGER,                  -- year of the last list that has it; NULL: to this day
  successor_code TEXT REFERENCES division (code)  -- what its area, or most of it, became; NULL: it exists, or that is not certain
) STRICT, WITHOUT ROWID;
CREATE INDEX division_by_name ON division (name);

CREATE TABLE division_name (  -- every name that a code had
  code          TEXT NOT NULL REFERENCES division (code),
  name          TEXT NOT NULL,
  valid_from    INTEGER,                  -- year of the first list that has it so; NULL: 2008, the first one, or before
  valid_to      INTEGER,                  -- year of the last list that has it so; NULL: to this day
  PRIMARY KEY (code, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE organ_renaming (  -- what organs were called before a reform, and are since: see organ_succession
  former        TEXT NOT NULL,            -- what stands behind the place; of organs of the nation, the whole name
  later         TEXT NOT NULL,            -- what stands there since
  year          INTEGER NOT NULL,         -- of the reform
  relation      TEXT NOT NULL CHECK (relation IN ('renamed', 'merged')),  -- "merged": one of several that went into the later one
  source        TEXT NOT NULL,            -- the act that says so
  PRIMARY KEY (former, later, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure_key (  -- a cell of the forms' tables 2 to 4, with its names: see docs/codebook.md
  id            INTEGER PRIMARY KEY,
  table_key     TEXT NOT NULL,
  row_key       TEXT NOT NULL,            -- "other_management.行政检查": a row of an organ's own
  column_key    TEXT NOT NULL,
  export_name   TEXT UNIQUE,              -- its column in a wide export; NULL: a row or column of an organ's own
  row_label     TEXT NOT NULL,            -- as the newest form prints it
  column_label  TEXT NOT NULL,            -- as the newest form prints it
  row_english   TEXT NOT NULL,
  column_english TEXT NOT NULL,
  unit          TEXT NOT NULL             -- of the value
) STRICT;
CREATE UNIQUE INDEX figure_key_name ON figure_key (table_key, row_key, column_key);

CREATE TABLE indicator_key (  -- a number of the lists of 2008 to 2018: see docs/codebook.md
  key           TEXT PRIMARY KEY,
  label         TEXT NOT NULL,            -- as the national list of 2014 prints it, or the annex that has it alone
  english       TEXT NOT NULL,
  unit          TEXT NOT NULL,            -- as that list prints it
  export_name   TEXT NOT NULL UNIQUE      -- its column in a wide export
) STRICT, WITHOUT ROWID;

CREATE TABLE series (  -- what the generations of the form count alike: see docs/codebook.md
  key           TEXT PRIMARY KEY,
  label         TEXT NOT NULL,
  english       TEXT NOT NULL,
  unit          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE series_part (  -- a number that a series is made of; the parts of one side add up
  series_key    TEXT NOT NULL REFERENCES series (key),
  side          TEXT NOT NULL CHECK (side IN ('tables', 'lists')),  -- "tables": since 2019; "lists": 2008 to 2018
  part          INTEGER NOT NULL,         -- from 0
  parts         INTEGER NOT NULL,         -- how many the side has
  key_id        INTEGER REFERENCES figure_key (id),  -- of tables
  indicator_key TEXT REFERENCES indicator_key (key),  -- of lists
  relation      TEXT NOT NULL CHECK (relation IN ('same', 'near')),  -- "near": with the difference that the note tells
  note          TEXT NOT NULL,            -- in what it differs
  PRIMARY KEY (series_key, side, part)
) STRICT, WITHOUT ROWID;
`;
