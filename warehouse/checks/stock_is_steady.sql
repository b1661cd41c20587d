-- name: stock_is_steady
-- severity: warning
-- scope: release
-- remedy: A stock grew or shrank tenfold in a year. Read both sentences: has a report erred, or a rule taken another number?
SELECT report_id, indicator, value, expected AS value_before, sentence, other_sentence AS sentence_before
FROM consistency
WHERE kind = 'jump'
