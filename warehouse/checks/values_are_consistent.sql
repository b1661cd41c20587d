-- name: values_are_consistent
-- severity: warning
-- scope: reading
-- remedy: Read both sentences: a report may err or carry cases over, or a rule may have taken one number for another.
SELECT report_id, kind, indicator, value, expected, sentence, other_sentence
FROM consistency
WHERE kind <> 'jump'
