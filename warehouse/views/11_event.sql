CREATE OR REPLACE VIEW event AS
WITH place_now AS (
    SELECT report_id, place_id, url, source_id, is_own, first_seen_at FROM place_version WHERE valid_to IS NULL
),
look AS (
    -- When each run looked at a portal last. What is handed in as files was looked for nowhere.
    SELECT source_id, max(fetched_at) AS looked_at
    FROM snapshot
    SEMI JOIN (FROM source WHERE listing_urls <> '') USING (source_id)
    GROUP BY source_id, run_id
),
versions AS (
    SELECT
        report_id, place_id, url, source_id, version, valid_from, last_seen_at, text_sha256,
        MAP {
            'title': title, 'published_on': published_on::VARCHAR, 'written_on': written_on::VARCHAR,
            'index_number': index_number, 'document_number': document_number, 'publisher': publisher,
            'source': source, 'topic': topic, 'validity': validity, 'openness': openness
        } AS header,
        string_split_regex(body_text, '[。;；\n]') AS sentences
    FROM place_version
    WHERE place_id IN (SELECT place_id FROM version_span WHERE version > 1)
),
edit AS (
    SELECT
        *, lag(last_seen_at) OVER in_time AS before_seen_at, lag(text_sha256) OVER in_time <> text_sha256 AS has_new_text,
        lag(header) OVER in_time AS old_header, lag(sentences) OVER in_time AS old_sentences
    FROM versions
    WINDOW in_time AS (PARTITION BY place_id ORDER BY version)
),
told AS (
    SELECT
        report_id, url, p.source_id,
        CASE WHEN place_id = report_id THEN 'published' ELSE 'mirrored' END AS event,
        first_seen_at AS happened_at, looked_at AS after_at, first_seen_at AS before_at,
        CASE WHEN is_own THEN 'on the issuer''s own portal' END AS detail
    FROM place_now AS p
    ASOF LEFT JOIN look AS l ON l.source_id = p.source_id AND l.looked_at < p.first_seen_at
    UNION ALL
    SELECT
        report_id, url, source_id, 'edited', valid_from, before_seen_at, valid_from,
        concat_ws(
            '; ', 'version ' || version,
            CASE WHEN has_new_text THEN format(
                'text: sentences of {} characters added, of {} removed',
                coalesce(list_sum([length(s) FOR s IN sentences IF NOT list_contains(old_sentences, s)]), 0),
                coalesce(list_sum([length(s) FOR s IN old_sentences IF NOT list_contains(sentences, s)]), 0)
            ) END,
            'header: ' || nullif(array_to_string(
                list_filter(map_keys(header), lambda name: header[name] IS DISTINCT FROM old_header[name]), ', '
            ), '')
        )
    FROM edit
    WHERE version > 1
    UNION ALL
    SELECT
        report_id, url, source_id, 'withdrawn', gone_at, seen_before_at, gone_at,
        'answered 404 or 410, last on ' || strftime(last_gone_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M UTC')
    FROM absence
    JOIN place_now USING (place_id)
    UNION ALL
    SELECT report_id, url, source_id, 'returned', returned_at, last_gone_at, returned_at, NULL
    FROM absence
    JOIN place_now USING (place_id)
    WHERE returned_at IS NOT NULL
)
SELECT report_id, url, source_id, event, happened_at, after_at, before_at, detail FROM told;
COMMENT ON VIEW event IS
    'What became of reports at their places, as our runs saw it: published, mirrored, edited, withdrawn, returned.';
