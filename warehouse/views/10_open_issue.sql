CREATE OR REPLACE VIEW open_issue AS
SELECT i.*
FROM issue AS i
WHERE NOT EXISTS (
    -- A page that came back as before was not read again: only a fetch says that a failure to fetch is over.
    SELECT 1 FROM snapshot AS s
    -- What came in place of the page, and is kept as evidence, says that it is not.
    WHERE s.url = i.url AND s.fetched_at > i.last_seen_at AND s.role <> 'refused'
        AND (s.refers_to IS NULL OR i.code LIKE 'fetch.%' OR i.code LIKE 'listing.%' OR i.code LIKE 'source.%')
);
COMMENT ON VIEW open_issue IS
    'Issues that still stand: their page has not been fetched anew since without raising them again.';
