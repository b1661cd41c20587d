-- Inserted in order of bigrams: zone maps then pass over all row groups of a run but those of the letters asked for.
INSERT INTO posting BY NAME
SELECT bigram, reading_no, least(count(*), 255)::UTINYINT AS hits
FROM occurrence
WHERE bigram > 65535
GROUP BY bigram, reading_no
ORDER BY bigram, reading_no;
