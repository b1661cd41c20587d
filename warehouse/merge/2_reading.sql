-- Readings. The digest of a reading covers all that was read and nothing of when and where: equal digests are equal
-- rows. Sums of row digests need no order. The content is what the page states, apart from what the extractor makes
-- of it, so that a better extractor alone makes no new version. What is staged as a report's is a place's from here on.

CREATE TEMP TABLE staged_capture AS
WITH row_digest AS (
    SELECT set_no, snapshot_id, report_id, md5_number_lower('section' || to_json(s.body)) AS number
    FROM (
        SELECT set_no, snapshot_id, report_id, {
            'no': section_no, 'parent': parent_no, 'level': level, 'marker': marker, 'heading': heading, 'part': part,
            'start': char_start, 'end': char_end
        } AS body FROM one_section
    ) AS s
    UNION ALL
    SELECT set_no, snapshot_id, report_id, md5_number_lower('fact' || to_json(f.body))
    FROM (
        SELECT set_no, snapshot_id, report_id, {
            'id': fact_id, 'section': section_no, 'indicator': indicator, 'value': value, 'upper': value_upper,
            'unit': unit, 'comparator': comparator, 'from': period_start, 'to': period_end,
            'cumulative': is_cumulative, 'scope': scope, 'qualifier': qualifier, 'subject': subject, 'quote': quote,
            'start': char_start, 'end': char_end, 'sentence': sentence, 'rule': rule
        } AS body FROM one_fact
    ) AS f
    UNION ALL
    SELECT set_no, snapshot_id, report_id, md5_number_lower('citation' || to_json(c.body))
    FROM (
        SELECT set_no, snapshot_id, report_id, {
            'title': title, 'number': document_number, 'start': char_start, 'end': char_end
        } AS body FROM one_citation
    ) AS c
    UNION ALL
    SELECT set_no, snapshot_id, report_id, md5_number_lower('table_cell' || to_json(t.body))
    FROM (
        SELECT set_no, snapshot_id, report_id, {
            'table': table_no, 'row': row_no, 'column': column_no, 'is_header': is_header, 'header': header,
            'row_header': row_header, 'text': text, 'start': char_start, 'end': char_end
        } AS body FROM one_table_cell
    ) AS t
),
rows_digest AS (
    SELECT set_no, snapshot_id, report_id, sum(number)::VARCHAR AS total
    FROM row_digest GROUP BY ALL
),
stated AS (
    SELECT
        set_no, snapshot_id, report_id,
        to_json({
            'report': report_id, 'title': title, 'published': published_on, 'written': written_on,
            'index': index_number, 'number': document_number, 'publisher': publisher, 'source': source,
            'topic': topic, 'validity': validity, 'openness': openness, 'text': text_sha256
        }) AS content,
        to_json({
            'kind': kind, 'issuer': issuer, 'issuer_kind': issuer_kind, 'level': level, 'division': division_code,
            'year': report_year, 'published_by': published_by, 'written_by': written_by, 'url': url,
            'method': body_method, 'words': words_sha256
        }) AS made
    FROM one_report
)
SELECT
    r.set_no, r.report_id AS place_id, r.snapshot_id, r.body_snapshot_id, r.source_id, r.extractor_version,
    (md5_number_lower(s.content) >> 1)::BIGINT AS content_id,
    (md5_number_lower(s.content || s.made || coalesce(d.total, '')) >> 1)::BIGINT AS reading_id
FROM one_report AS r
JOIN stated AS s USING (set_no, snapshot_id, report_id)
LEFT JOIN rows_digest AS d USING (set_no, snapshot_id, report_id);

-- A reading that is not there yet comes from one capture of the staged ones; all that show it hold the same rows.
CREATE TEMP TABLE new_reading AS
SELECT reading_id, content_id, set_no, snapshot_id, place_id
FROM staged_capture
WHERE reading_id NOT IN (SELECT reading_id FROM reading)
QUALIFY row_number() OVER (PARTITION BY reading_id ORDER BY set_no, snapshot_id) = 1;

INSERT INTO reading BY NAME
SELECT
    r.* EXCLUDE (set_no, snapshot_id, report_id, body_snapshot_id, source_id, extractor_version),
    n.reading_id, n.content_id, n.place_id
FROM new_reading AS n
JOIN one_report AS r ON r.set_no = n.set_no AND r.snapshot_id = n.snapshot_id AND r.report_id = n.place_id;

INSERT INTO reading_section BY NAME
SELECT s.* EXCLUDE (set_no, snapshot_id, report_id), n.reading_id
FROM new_reading AS n
JOIN one_section AS s ON s.set_no = n.set_no AND s.snapshot_id = n.snapshot_id AND s.report_id = n.place_id;

INSERT INTO reading_fact BY NAME
SELECT f.* EXCLUDE (set_no, snapshot_id, report_id), n.reading_id
FROM new_reading AS n
JOIN one_fact AS f ON f.set_no = n.set_no AND f.snapshot_id = n.snapshot_id AND f.report_id = n.place_id;

INSERT INTO reading_citation BY NAME
SELECT c.* EXCLUDE (set_no, snapshot_id, report_id), n.reading_id
FROM new_reading AS n
JOIN one_citation AS c ON c.set_no = n.set_no AND c.snapshot_id = n.snapshot_id AND c.report_id = n.place_id;

INSERT INTO reading_table_cell BY NAME
SELECT t.* EXCLUDE (set_no, snapshot_id, report_id), n.reading_id
FROM new_reading AS n
JOIN one_table_cell AS t ON t.set_no = n.set_no AND t.snapshot_id = n.snapshot_id AND t.report_id = n.place_id;

INSERT INTO capture BY NAME
SELECT DISTINCT place_id, snapshot_id, body_snapshot_id, source_id, extractor_version, reading_id
FROM staged_capture
EXCEPT
SELECT place_id, snapshot_id, body_snapshot_id, source_id, extractor_version, reading_id FROM capture;
