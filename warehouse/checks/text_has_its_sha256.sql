-- name: text_has_its_sha256
-- severity: error
-- scope: reading
-- remedy: A body is not the one that was read: look at where the text changed between reading and staging, then replay.
SELECT report_id, text_sha256, sha256(body_text) AS found
FROM report
WHERE sha256(body_text) <> text_sha256
