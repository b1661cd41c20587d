-- name: report_words_are_known
-- severity: error
-- scope: reading
-- remedy: A kind, level or part is a word that no view knows. Correct the word, or teach the views the new one.
SELECT report_id, 'report' AS relation, issuer_kind AS word, level AS other_word
FROM report
WHERE issuer_kind NOT IN ('government', 'department', 'party', 'joint')
    OR level NOT IN ('province', 'prefecture', 'county', 'township')
UNION ALL
SELECT report_id, 'section', part, NULL
FROM section
WHERE part NOT IN ('opening', 'achievements', 'problems', 'leader_duty', 'plan', 'other')
