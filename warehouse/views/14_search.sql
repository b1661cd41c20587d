-- Search without an extension: postings of letter pairs find candidates, the bodies confirm them. A query is words parted
-- by white space, all of which must occur; nothing in it is a wildcard. White space in bodies is passed over, full-width
-- forms and capitals are what their narrow and small forms are. Punctuation is in no pair, so a word of nothing else
-- finds nothing.
--
-- Ranked by BM25 over the words of the query, with a word's hits for its frequency: a word that few reports have weighs
-- more than one that most have, the tenth hit less than the second, a hit in a short report more than one in a long one.

-- As warehouse/grams.py numbers letters; a test holds the two together.
CREATE OR REPLACE MACRO narrow_point(point) AS
    CASE WHEN point BETWEEN 65281 AND 65374 THEN point - 65248 ELSE point END;

CREATE OR REPLACE MACRO small_point(point) AS
    CASE WHEN point BETWEEN 65 AND 90 THEN point + 32 ELSE point END;

CREATE OR REPLACE MACRO letter_number(point) AS
    CASE WHEN point BETWEEN 48 AND 57 OR point BETWEEN 97 AND 122 OR point BETWEEN 192 AND 8191
            OR point BETWEEN 12293 AND 12295 OR point BETWEEN 12352 AND 65279 OR point > 65535
        THEN xor(point, point >> 16) & 65535
        ELSE 0
    END;

CREATE OR REPLACE MACRO letter_numbers(word) AS
    list_transform(string_split(word, ''), lambda c: letter_number(small_point(narrow_point(unicode(c))))::BIGINT);

CREATE OR REPLACE MACRO bigrams_of(numbers) AS list_distinct([
    (numbers[i] << 16 | numbers[i + 1])::UINTEGER FOR i IN range(1, len(numbers)) IF numbers[i] > 0
]);

-- What matches a word as it may stand in a body.
CREATE OR REPLACE MACRO letter_pattern(c) AS
    CASE WHEN narrow_point(unicode(c)) BETWEEN 33 AND 126
        THEN '[' || regexp_escape(chr(narrow_point(unicode(c)))) || chr(narrow_point(unicode(c)) + 65248) || ']'
        ELSE regexp_escape(c)
    END;

CREATE OR REPLACE MACRO word_pattern(word) AS '(?i)(?:' || array_to_string(
    list_transform(string_split(word, ''), lambda c: letter_pattern(c)), '[\s\p{Z}\x{1c}-\x{1f}\x{85}\x0b]*'
) || ')';

CREATE OR REPLACE MACRO sentence_pattern(pattern) AS
    '[^。！？；!?;\n]*' || pattern || '[^。！？；!?;\n]*[。！？；!?;]?';

-- k1 = 1.2 and b = 0.75, as they are commonly set: there are no judgements to tune them by.
CREATE OR REPLACE MACRO bm25(rarity, hits, letters, usual) AS
    rarity * hits * 2.2 / (hits + 1.2 * (0.25 + 0.75 * letters / usual));

-- A sentence without end, as tables have them, is cut to two hundred characters around the hit.
CREATE OR REPLACE MACRO cut_around(sentence, place) AS
    CASE WHEN length(sentence) <= 200 THEN trim(sentence)
        ELSE CASE WHEN place > 60 THEN '…' ELSE '' END || trim(sentence[greatest(place - 59, 1):place + 140]) || '…'
    END;

CREATE OR REPLACE MACRO search(query, most := 20, year := NULL, division := NULL) AS TABLE
WITH word AS MATERIALIZED (
    SELECT word_no, word_pattern(word) AS pattern, bigrams_of(numbers) AS bigrams, numbers[-1] AS last_number
    FROM (
        SELECT word, letter_numbers(word) AS numbers, row_number() OVER () AS word_no
        FROM (SELECT unnest(list_distinct(regexp_extract_all(query, '[^\s\p{Z}]+'))) AS word)
    )
),
pair AS (
    SELECT word_no, len(bigrams) AS pairs, unnest(bigrams) AS bigram FROM word
),
single AS (
    -- Of a word of one letter, every pair that it begins: a letter before punctuation begins a pair with 0.
    SELECT word_no, unnest(range(last_number << 16, (last_number + 1) << 16))::UINTEGER AS bigram
    FROM word
    WHERE len(bigrams) = 0 AND last_number > 0
),
found AS MATERIALIZED (
    SELECT word_no, reading_no, min(hits) AS hits
    FROM posting
    JOIN pair USING (bigram)
    GROUP BY word_no, pairs, reading_no
    HAVING count(*) = pairs
    UNION ALL
    SELECT word_no, reading_no, sum(hits)
    FROM posting
    JOIN single USING (bigram)
    GROUP BY word_no, reading_no
),
total AS (
    SELECT count(*) AS readings, avg(letters) AS usual FROM indexed_reading
),
rarity AS (
    SELECT word_no, ln(1 + (readings - count(*) + 0.5) / (count(*) + 0.5)) AS rarity
    FROM found, total
    GROUP BY word_no, readings
),
candidate AS MATERIALIZED (
    -- More than are asked for: some have all pairs of a word, and not the word. Who wants all reports that have a word,
    -- however many, asks with LIKE: it reads every body, in seconds.
    SELECT reading_no, any_value(r.report_id) AS report_id, sum(bm25(rarity, hits, letters, usual)) AS promise
    FROM found
    JOIN rarity USING (word_no)
    JOIN indexed_reading USING (reading_no)
    JOIN shown_report AS r USING (reading_no)
    CROSS JOIN total
    WHERE (year IS NULL OR r.report_year = year) AND (division IS NULL OR starts_with(r.division_code, division))
    GROUP BY reading_no
    HAVING count(*) = (SELECT count(*) FROM word WHERE len(bigrams) > 0 OR last_number > 0)
    ORDER BY promise DESC, report_id
    LIMIT 2 * most + 100
),
body AS MATERIALIZED (
    SELECT reading_no, string_agg(piece, '' ORDER BY piece_no) AS body
    FROM body_piece
    SEMI JOIN candidate USING (reading_no)
    GROUP BY reading_no
),
headed AS (
    SELECT reading_no, string_agg(heading, chr(10)) AS headings
    FROM reading_section
    SEMI JOIN candidate USING (reading_no)
    GROUP BY reading_no
),
hit AS (
    SELECT
        reading_no, word_no,
        len(regexp_extract_all(coalesce(b.body, ''), pattern)) AS in_body,
        len(regexp_extract_all(coalesce(headings, ''), pattern)) AS in_headings,
        len(regexp_extract_all(title, pattern)) AS in_title
    FROM candidate
    JOIN reading USING (reading_no)
    LEFT JOIN body AS b USING (reading_no)
    LEFT JOIN headed USING (reading_no)
    CROSS JOIN word
),
ranked AS MATERIALIZED (
    -- A hit in a heading counts three times, in the title five times.
    SELECT
        reading_no, any_value(c.report_id) AS report_id, sum(in_body + in_title)::INTEGER AS hits,
        CASE WHEN min(in_title) > 0 THEN 'title' WHEN min(in_headings) > 0 THEN 'heading' ELSE 'text' END AS found_in,
        sum(bm25(coalesce(rarity, 0), in_body + 2 * in_headings + 5 * in_title, letters, usual)) AS score
    FROM hit
    JOIN candidate AS c USING (reading_no)
    JOIN indexed_reading USING (reading_no)
    LEFT JOIN rarity USING (word_no)
    CROSS JOIN total
    GROUP BY reading_no
    HAVING min(in_body + in_title) > 0
    ORDER BY score DESC, report_id
    LIMIT most
),
sentence AS (
    SELECT reading_no, word_no, unnest(sentences) AS sentence, generate_subscripts(sentences, 1) AS hit_no
    FROM (
        SELECT reading_no, word_no, regexp_extract_all(body, sentence_pattern(pattern)) AS sentences
        FROM ranked
        JOIN body USING (reading_no)
        CROSS JOIN word
    )
),
best AS (
    -- The sentence that has most of the words; of such, the first.
    SELECT
        reading_no, arg_max(sentence, {'words': words, 'before': -hit_no}) AS sentence,
        arg_max(hit, {'words': words, 'before': -hit_no}) AS hit
    FROM (
        SELECT
            s.reading_no, s.sentence, min(s.hit_no) AS hit_no, count(DISTINCT w.word_no) AS words,
            arg_min(regexp_extract(s.sentence, w.pattern), w.word_no) AS hit
        FROM sentence AS s
        JOIN word AS w ON regexp_matches(s.sentence, w.pattern)
        GROUP BY s.reading_no, s.sentence
    )
    GROUP BY reading_no
),
placed AS (
    SELECT reading_no, sentence, instr(sentence, hit) AS hit_at, instr(body, sentence) + instr(sentence, hit) - 2 AS place
    FROM best
    JOIN body USING (reading_no)
),
headed_by AS (
    SELECT p.reading_no, arg_max(h.heading, h.char_start) AS heading
    FROM placed AS p
    JOIN reading_section AS h ON h.reading_no = p.reading_no AND p.place BETWEEN h.char_start AND h.char_end - 1
    GROUP BY p.reading_no
)
SELECT
    k.report_id, r.issuer, r.report_year, r.division_code, r.title, round(k.score, 3) AS score, k.hits,
    coalesce(cut_around(p.sentence, p.hit_at), r.title) AS snippet, h.heading, k.found_in
FROM ranked AS k
JOIN shown_report AS r USING (reading_no)
LEFT JOIN placed AS p USING (reading_no)
LEFT JOIN headed_by AS h USING (reading_no)
ORDER BY k.score DESC, k.report_id;
COMMENT ON MACRO TABLE search IS
    'Reports whose newest text has all words of a query, best first: search(''负责人出庭应诉 复议'', 20, year := 2024, division := ''33'').';
