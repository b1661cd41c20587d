-- name: correction_fits
-- severity: error
-- scope: release
-- remedy: Mend the correction in sources/corrections/: make quote, within or char_start fit one fact, or end it (until: the day since when the page is right).
SELECT report_id, url, correction_id, state, column_name, old_value, quote
FROM correction
WHERE state NOT IN ('applies', 'ended', 'page not fetched')
