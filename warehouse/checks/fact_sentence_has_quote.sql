-- name: fact_sentence_has_quote
-- severity: error
-- remedy: A fact's sentence does not hold its quote: the cutting of sentences and the rule disagree. Mend one, then replay.
SELECT reading_id, fact_id, rule, quote, sentence
FROM reading_fact
WHERE NOT contains(sentence, quote)
