/** Checks between reports, and rates: computed when they are asked for, since a report of any year may still arrive or be corrected. */
export const across = /* sql */ `
-- A current report and the one of the year before, of the same organ on the same portal, also where its division was called otherwise then.
-- (CROSS JOIN keeps the order in which SQLite goes through the tables: each by its index, so that the time grows with the reports.)
CREATE VIEW year_pair AS
SELECT later.id AS report_id, earlier.id AS earlier_report_id, later.portal_id, later.organ, own.full_name, later.organ_code, later.year
FROM report AS later CROSS JOIN organ AS own ON own.id = later.organ_id
CROSS JOIN organ AS before ON before.full_name = own.full_name AND +before.division_code IS later.organ_code
CROSS JOIN report AS earlier ON earlier.organ_id = before.id AND earlier.year = later.year - 1 AND earlier.portal_id = later.portal_id
WHERE later.is_current = 1 AND earlier.is_current = 1;

-- What each department and town of a division counts, beside its government's report of the year, which is to sum them up. An organ on two
-- portals, or under two printings of its name, stands once, with its smaller number.
CREATE VIEW department_value AS
SELECT government.id AS report_id, government.organ_code, government.year, number.series_key, organ.full_name AS department, number.value,
  report.id AS department_report_id
FROM current_report AS government
CROSS JOIN organ ON organ.division_code = government.organ_code AND (organ.kind = 'township' OR (organ.kind = 'department' AND organ.level = government.level))
CROSS JOIN report ON report.organ_id = organ.id AND report.year = government.year AND report.is_current = 1
CROSS JOIN series_number AS number ON number.report_id = report.id AND number.series_key IN ('received', 'recon', 'litigation')
WHERE government.kind = 'government' AND NOT EXISTS (SELECT 1 FROM organ AS same CROSS JOIN report AS other ON other.organ_id = same.id
    AND other.year = report.year AND other.is_current = 1 AND other.id <> report.id
  CROSS JOIN series_number AS less ON less.report_id = other.id AND less.series_key = number.series_key
  WHERE same.full_name = organ.full_name AND +same.division_code = organ.division_code
    AND (coalesce(less.value, 9e999), other.id) < (coalesce(number.value, 9e999), report.id));

-- Departments and towns of which the year's report is not stored: one of the year before or after is, or a list of the division's portal names them.
CREATE VIEW department_missing AS
SELECT government.id AS report_id, government.organ_code, government.year, organ.full_name AS department
FROM current_report AS government
CROSS JOIN organ ON organ.division_code = government.organ_code AND (organ.kind = 'township' OR (organ.kind = 'department' AND organ.level = government.level))
WHERE government.kind = 'government'
  AND EXISTS (SELECT 1 FROM report WHERE organ_id = organ.id AND year IN (government.year - 1, government.year + 1) AND is_current = 1)
  AND NOT EXISTS (SELECT 1 FROM organ AS same CROSS JOIN report ON report.organ_id = same.id AND report.year = government.year
    WHERE same.full_name = organ.full_name AND +same.division_code = organ.division_code AND report.is_current = 1)
UNION ALL
SELECT government.id, government.organ_code, government.year, list_item.organ
FROM current_report AS government CROSS JOIN portal ON portal.code = government.organ_code
CROSS JOIN channel ON channel.portal_id = portal.id CROSS JOIN list_item ON list_item.channel_id = channel.id
WHERE government.kind = 'government' AND list_item.organ <> '' AND NOT EXISTS (SELECT 1 FROM organ WHERE organ.name = list_item.organ)
  AND NOT EXISTS (SELECT 1 FROM organ WHERE organ.full_name = list_item.organ);

-- What must hold, or mostly does, between a year and the one before: see docs/codebook.md. Severity "error": one of the two reports is wrong; "notice": unusual, worth a look.
CREATE VIEW check_across AS
SELECT report_id, earlier_report_id, organ, full_name, year, rule, scope,
  CASE WHEN left_value IS NULL OR right_value IS NULL THEN 'unknown' WHEN left_value = right_value THEN 'pass' ELSE 'fail' END AS status,
  'error' AS severity, left_value, right_value
FROM (
  SELECT year_pair.*, 'in_force' AS rule, now_key.row_key AS scope, now.value AS left_value,
    before.value + issued.value - repealed.value AS right_value
  FROM year_pair
  CROSS JOIN figure_key AS now_key ON now_key.table_key = 'disclosure' AND now_key.column_key = 'in_force'
  CROSS JOIN cell AS now ON now.report_id = year_pair.report_id AND now.key_id = now_key.id
  CROSS JOIN cell AS before ON before.report_id = earlier_report_id AND before.key_id = now_key.id
  LEFT JOIN cell AS issued ON issued.report_id = year_pair.report_id AND issued.key_id = (SELECT id FROM figure_key
    WHERE table_key = 'disclosure' AND row_key = now_key.row_key AND column_key = 'issued')
  LEFT JOIN cell AS repealed ON repealed.report_id = year_pair.report_id AND repealed.key_id = (SELECT id FROM figure_key
    WHERE table_key = 'disclosure' AND row_key = now_key.row_key AND column_key = 'repealed')
  UNION ALL
  SELECT year_pair.*, 'carried', now_key.column_key, now.value, before.value FROM year_pair
  CROSS JOIN figure_key AS now_key ON now_key.table_key = 'applications' AND now_key.row_key = 'carried_in'
  CROSS JOIN cell AS now ON now.report_id = year_pair.report_id AND now.key_id = now_key.id
  CROSS JOIN cell AS before ON before.report_id = earlier_report_id AND before.key_id = (SELECT id FROM figure_key
    WHERE table_key = 'applications' AND row_key = 'carried_out' AND column_key = now_key.column_key)
)
UNION ALL
-- Ten times as much as the year before, or a tenth of it, of what was twenty and more.
SELECT year_pair.report_id, earlier_report_id, year_pair.organ, full_name, year_pair.year, 'tenfold', now.series_key,
  iif(max(now.value, before.value) >= 20 AND (now.value >= 10 * before.value OR before.value >= 10 * now.value), 'fail', 'pass'),
  'notice', now.value, before.value
FROM year_pair CROSS JOIN series_value AS now ON now.report_id = year_pair.report_id
CROSS JOIN series_value AS before ON before.report_id = earlier_report_id AND before.series_key = now.series_key
WHERE now.value IS NOT NULL AND before.value IS NOT NULL
UNION ALL
-- A thousand times as much money: 元 in a field of 万元, in one of the two years.
SELECT year_pair.report_id, earlier_report_id, organ, full_name, year, 'unit_of_money', money.row_key,
  iif(max(now.value, before.value) >= 1000 * min(now.value, before.value) AND min(now.value, before.value) > 0, 'fail', 'pass'),
  'notice', now.value, before.value
FROM year_pair CROSS JOIN figure_key AS money ON money.table_key = 'disclosure' AND money.column_key = 'amount_wan_yuan'
CROSS JOIN cell AS now ON now.report_id = year_pair.report_id AND now.key_id = money.id
CROSS JOIN cell AS before ON before.report_id = earlier_report_id AND before.key_id = money.id
WHERE now.value IS NOT NULL AND before.value IS NOT NULL
UNION ALL
-- More in the departments' reports together than in their government's. Less says nothing: not all have numbers, or the rest came to the government itself.
SELECT report_id, NULL, organ, full_name, year, 'departments', series_key,
  CASE WHEN value IS NULL OR departments IS NULL THEN 'unknown' WHEN departments > value THEN 'fail'
    WHEN counted < reports OR EXISTS (SELECT 1 FROM department_missing AS missing WHERE missing.report_id = summed.report_id) THEN 'unknown' ELSE 'pass' END,
  'notice', value, departments
FROM (
  SELECT part.report_id, current_report.organ, current_report.full_name, current_report.year, part.series_key, whole.value,
    sum(part.value) AS departments, count(part.value) AS counted, count(*) AS reports
  FROM department_value AS part CROSS JOIN series_value AS whole ON whole.report_id = part.report_id AND whole.series_key = part.series_key
  CROSS JOIN current_report ON current_report.id = part.report_id GROUP BY part.report_id, part.series_key
) AS summed;

CREATE TABLE across_failure (  -- what fails in the view check_across, kept as reports are stored, so that it is found without comparing all
  report_id     INTEGER NOT NULL REFERENCES report (id),
  rule          TEXT NOT NULL,            -- see docs/codebook.md
  scope         TEXT NOT NULL,            -- applicant, row or series
  PRIMARY KEY (report_id, rule, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX across_failed ON across_failure (rule);

-- Shares of the current reports, from 2008 to today; NULL where a number is missing or there is nothing to divide by.
CREATE VIEW rate AS
SELECT report_id, organ_id, organ, full_name, organ_code, province, level, kind, year, received, handled,
  (granted + partly_granted) / nullif(handled, 0) AS granted_share,
  denied / nullif(handled, 0) AS denied_share,
  recon_corrected / nullif(recon_upheld + recon_corrected, 0) AS recon_corrected_share,
  litigation_corrected / nullif(litigation_upheld + litigation_corrected, 0) AS litigation_corrected_share,
  recon / nullif(received, 0) AS recon_per_application,
  litigation / nullif(received, 0) AS litigation_per_application
FROM (
  SELECT report.id AS report_id, organ_id, organ, full_name, organ_code, province, level, kind, report.year,
    max(value) FILTER (WHERE series_key = 'received') AS received, max(value) FILTER (WHERE series_key = 'handled') AS handled,
    max(value) FILTER (WHERE series_key = 'granted') AS granted, max(value) FILTER (WHERE series_key = 'partly_granted') AS partly_granted,
    max(value) FILTER (WHERE series_key = 'denied') AS denied,
    max(value) FILTER (WHERE series_key = 'recon') AS recon, max(value) FILTER (WHERE series_key = 'recon_upheld') AS recon_upheld,
    max(value) FILTER (WHERE series_key = 'recon_corrected') AS recon_corrected,
    max(value) FILTER (WHERE series_key = 'litigation') AS litigation,
    max(value) FILTER (WHERE series_key = 'litigation_upheld') AS litigation_upheld,
    max(value) FILTER (WHERE series_key = 'litigation_corrected') AS litigation_corrected
  FROM current_report AS report
  JOIN (SELECT report_id AS valued_id, series_key, value FROM series_value) ON valued_id = report.id GROUP BY report.id
);
`;
