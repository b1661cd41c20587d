"""Orchestration: the flows, and the `fazhi` command over them. No SQL, no selectors, no rules of extraction."""

from flows import prefect_settings

prefect_settings.apply()
