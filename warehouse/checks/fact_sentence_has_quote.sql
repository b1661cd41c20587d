-- name: fact_sentence_has_quote
-- severity: error
-- scope: reading
-- remedy: A fact's sentence does not hold its quote: the cutting of sentences and the rule disagree. Mend one, then replay.
SELECT report_id, rule, quote, sentence
FROM fact
WHERE NOT contains(sentence, quote)
