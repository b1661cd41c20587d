"""Where things stand in a data directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """The paths below `--data DIR`. Nothing is created by asking for one."""

    root: Path

    @property
    def archive(self) -> Path:
        """WARC files, `<source_id>/<run_id>.warc.gz`."""
        return self.root / "archive"

    @property
    def staging(self) -> Path:
        """Parquet sets that wait for the loader."""
        return self.root / "staging"

    @property
    def warehouse(self) -> Path:
        """The loader's private DuckDB file."""
        return self.root / "warehouse" / "fazhi.duckdb"

    @property
    def releases(self) -> Path:
        """Published DuckDB files, and the link `latest`."""
        return self.root / "releases"

    @property
    def divisions(self) -> Path | None:
        """The operator's own divisions, a TSV beside the shipped ones, or None where there is no such file."""
        path = self.root / "divisions.tsv"
        return path if path.is_file() else None

    @property
    def demo(self) -> Path:
        """What `fazhi demo` keeps: its port, and its sources in `sources/`."""
        return self.root / "demo"

    @property
    def lock(self) -> Path:
        """Held by the one run that may write here."""
        return self.root / "run.lock"

    @property
    def service(self) -> Path:
        """What `fazhi up` keeps: process numbers, logs, the port, and Prefect's home with its database."""
        return self.root / "service"

    @property
    def logs(self) -> Path:
        """What each run did, a JSON line an event: `<run_id>.jsonl`."""
        return self.root / "logs"

    @property
    def notices(self) -> Path:
        """Who is told of runs that failed. It need not exist."""
        return self.root / "notices.yml"
