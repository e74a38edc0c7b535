/** Checks between years, and rates: computed when they are asked for, since a report of any year may still arrive or be corrected. */
export const across = /* sql */ `
-- A current report and the one of the year before, of the same organ on the same portal, also where its division was called otherwise then.
CREATE VIEW year_pair AS
SELECT later.id AS report_id, earlier.id AS earlier_report_id, later.portal_id, later.organ, later.full_name, later.organ_code, later.year
FROM current_report AS later JOIN organ AS before ON before.full_name = later.full_name AND before.division_code IS later.organ_code
JOIN report AS earlier ON earlier.organ_id = before.id AND earlier.year = later.year - 1 AND earlier.portal_id = later.portal_id
  AND earlier.is_current = 1;

-- What must hold, or mostly does, between a year and the one before: see docs/codebook.md. Severity "error": one of the two reports is wrong; "notice": unusual, worth a look.
CREATE VIEW check_across AS
SELECT report_id, earlier_report_id, organ, full_name, year, rule, scope,
  CASE WHEN left_value IS NULL OR right_value IS NULL THEN 'unknown' WHEN left_value = right_value THEN 'pass' ELSE 'fail' END AS status,
  'error' AS severity, left_value, right_value
FROM (
  SELECT year_pair.*, 'in_force' AS rule, now.row_key AS scope, now.value AS left_value,
    before.value + issued.value - repealed.value AS right_value
  FROM year_pair
  JOIN figure AS now ON now.report_id = year_pair.report_id AND now.table_key = 'disclosure' AND now.column_key = 'in_force'
  JOIN figure AS before ON before.report_id = earlier_report_id AND before.table_key = 'disclosure' AND before.row_key = now.row_key
    AND before.column_key = 'in_force'
  LEFT JOIN figure AS issued ON issued.report_id = year_pair.report_id AND issued.table_key = 'disclosure'
    AND issued.row_key = now.row_key AND issued.column_key = 'issued'
  LEFT JOIN figure AS repealed ON repealed.report_id = year_pair.report_id AND repealed.table_key = 'disclosure'
    AND repealed.row_key = now.row_key AND repealed.column_key = 'repealed'
  UNION ALL
  SELECT year_pair.*, 'carried', now.column_key, now.value, before.value FROM year_pair
  JOIN figure AS now ON now.report_id = year_pair.report_id AND now.table_key = 'applications' AND now.row_key = 'carried_in'
  JOIN figure AS before ON before.report_id = earlier_report_id AND before.table_key = 'applications' AND before.row_key = 'carried_out'
    AND before.column_key = now.column_key
)
UNION ALL
-- Ten times as much as the year before, or a tenth of it, of what was twenty and more.
SELECT year_pair.report_id, earlier_report_id, year_pair.organ, full_name, year_pair.year, 'tenfold', now.series_key,
  iif(max(now.value, before.value) >= 20 AND (now.value >= 10 * before.value OR before.value >= 10 * now.value), 'fail', 'pass'),
  'notice', now.value, before.value
FROM year_pair JOIN series_value AS now ON now.report_id = year_pair.report_id
JOIN series_value AS before ON before.report_id = earlier_report_id AND before.series_key = now.series_key
WHERE now.value IS NOT NULL AND before.value IS NOT NULL
UNION ALL
-- A thousand times as much money: 元 in a field of 万元, in one of the two years.
SELECT year_pair.report_id, earlier_report_id, organ, full_name, year, 'unit_of_money', now.row_key,
  iif(max(now.value, before.value) >= 1000 * min(now.value, before.value) AND min(now.value, before.value) > 0, 'fail', 'pass'),
  'notice', now.value, before.value
FROM year_pair
JOIN figure AS now ON now.report_id = year_pair.report_id AND now.table_key = 'disclosure' AND now.column_key = 'amount_wan_yuan'
JOIN figure AS before ON before.report_id = earlier_report_id AND before.table_key = 'disclosure' AND before.row_key = now.row_key
  AND before.column_key = 'amount_wan_yuan'
WHERE now.value IS NOT NULL AND before.value IS NOT NULL;

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
