"""The steps of a run as plain functions, without Prefect: `ingest` calls them, the flows wrap them in tasks."""
