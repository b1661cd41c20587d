INSERT INTO loaded_set BY NAME
SELECT 'old' AS set_name, 'f' AS fingerprint, 9 AS row_count, [time] AS loaded_at;
INSERT INTO run SELECT 'run', 'nightly', 'ok', [time], [time], '2', '{}';
INSERT INTO source SELECT 'yixian', '乙县人民政府', '990101', 'trs', 'http://portal.test/', 'portal.test', 'collect/a';
INSERT INTO listing_entry
SELECT 'yixian', '[url]', 't', NULL, 'http://portal.test/', 'report', 'title', 'run', [time], [time];
INSERT INTO snapshot BY NAME SELECT
    'shot' AS snapshot_id, 'yixian' AS source_id, 'run' AS run_id, '[url]' AS url, 'page' AS role,
    [time] AS fetched_at, 200 AS status, 'text/html' AS content_type, 'bytes' AS sha256,
    9 AS size, 'w' AS warc_file, 0 AS warc_offset, 9 AS warc_length;
INSERT INTO [issue] SELECT 'i', 'fetch.gone', 'warning', 'yixian', '[url]', '[known]', 'm', 'r', 'run', [time], [time];
CREATE VIEW open_issue AS FROM [issue];
