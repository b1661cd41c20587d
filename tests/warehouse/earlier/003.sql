INSERT INTO reading BY NAME SELECT
    [keys], [content] AS content_id, '[known]' AS [place],
    '乙县人民政府2023年法治政府建设年度报告' AS title, 'report' AS kind, '乙县人民政府' AS issuer,
    'government' AS issuer_kind, 'county' AS level, '990101' AS division_code, 2023 AS report_year,
    DATE '2024-03-20' AS published_on, 'meta' AS published_by, '[url]' AS url, '[body]' AS body_text,
    'platform' AS body_method, sha256('[body]') AS text_sha256;
INSERT INTO capture SELECT '[known]', 'shot', 'shot', 'yixian', '1', 1;
INSERT INTO version_span BY NAME SELECT
    '[known]' AS [place], 1 AS version, 1 AS [key], 'shot' AS snapshot_id, 'shot' AS body_snapshot_id,
    'yixian' AS source_id, '1' AS extractor_version, [time] AS valid_from, [time] AS first_seen_at,
    [time] AS last_seen_at;
CREATE VIEW report_version AS FROM version_span JOIN reading USING ([key]);
