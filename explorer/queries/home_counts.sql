-- How much the release holds
SELECT
    (SELECT count(*) FROM report) AS reports,
    (SELECT count(*) FROM fact) AS facts,
    (SELECT count(*) FROM indicator) AS indicators
