"""From rows to a published DuckDB release: stage, load, check, publish, query."""
