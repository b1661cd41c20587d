-- Which values of a reading contradict each other, and the stocks that can be held against another year's. Either says
-- nothing that the facts don't; to find it anew in millions of facts for each question would take minutes.
-- warehouse/comparison.py fills them with what a load brings.

CREATE TABLE reading_conflict (
    reading_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    fact_id VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    value DECIMAL(20, 6) NOT NULL,
    sentence VARCHAR NOT NULL,
    expected DECIMAL(20, 6) NOT NULL,
    other_fact_id VARCHAR NOT NULL,
    other_indicator VARCHAR NOT NULL,
    other_value DECIMAL(20, 6) NOT NULL,
    other_sentence VARCHAR NOT NULL,
    base_fact_id VARCHAR,
    base_value DECIMAL(20, 6),
    base_sentence VARCHAR
);
COMMENT ON TABLE reading_conflict IS 'Values of one reading that contradict each other. Query consistency instead.';

CREATE TABLE reading_stock (
    reading_no INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    fact_id VARCHAR NOT NULL,
    value DECIMAL(20, 6) NOT NULL,
    sentence VARCHAR NOT NULL
);
COMMENT ON TABLE reading_stock IS
    'A stock that a reading states once and of the whole, to be held against another year''s. Query consistency instead.';

CREATE TABLE comparison_state (
    text_id VARCHAR NOT NULL,
    passed_no INTEGER NOT NULL
);
COMMENT ON TABLE comparison_state IS 'Up to which reading values were compared, and by which text of the rules.';
