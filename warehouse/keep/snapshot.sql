-- One row a snapshot. Should a WARC file stand in the archive twice, the place that sorts first is named.
SELECT snapshot_id, unnest(min({
    'warc_file': warc_file, 'warc_offset': warc_offset, 'warc_length': warc_length, 'source_id': source_id,
    'run_id': run_id, 'url': url, 'role': role, 'fetched_at': fetched_at, 'status': status,
    'content_type': content_type, 'sha256': sha256, 'size': size, 'refers_to': refers_to, 'parent_url': parent_url,
    'title_listed': title_listed, 'published_listed': published_listed
}))
FROM (
    SELECT * FROM kept_snapshot SEMI JOIN staged_snapshot USING (snapshot_id)
    UNION ALL BY NAME
    SELECT * EXCLUDE (set_no, file_row) FROM staged_snapshot
)
GROUP BY snapshot_id
