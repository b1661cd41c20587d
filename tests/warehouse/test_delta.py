"""What a release has otherwise than the one before, night by night."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.errors import ReleaseError
from warehouse.news import read_delta
from warehouse.publish import Release, publish

OTHER = "http://portal.test/b.html"
NEW_LINES = (("opening", "现将本县情况报告如下。"), ("achievements", "一、主要工作。今年收到复议申请58件,受理55件。"))
NEW_FACTS = (("58件", "58", "reconsideration.applications_received"), ("55件", "55", "reconsideration.accepted"))


@pytest.fixture
def loaded(desk: Any) -> Any:
    desk.load_rows(desk.source(), desk.run(0), *desk.capture(0))
    publish(desk.file, desk.releases, "r1")
    return desk


def rows(release: Release, relation: str, columns: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        file = str(release.path / "delta" / f"{relation}.parquet")
        return connection.read_parquet(file).select(columns).order("ALL").fetchall()


def test_a_first_release_has_none_and_a_second_of_the_same_is_empty(loaded: Any) -> None:
    with pytest.raises(ReleaseError, match="was held against none"):
        read_delta(loaded.releases)
    release = publish(loaded.file, loaded.releases, "r2")
    assert release.manifest.delta == {"report": {}, "fact": {}}
    assert rows(release, "report", "*") == []


def test_a_new_report_and_its_facts_are_added(loaded: Any) -> None:
    loaded.load_rows(*loaded.capture(1, OTHER, report_year=2022))
    release = publish(loaded.file, loaded.releases, "r2")
    assert release.manifest.delta == {"report": {"added": 1}, "fact": {"added": 3}}
    assert rows(release, "report", "change, url, report_year, version, version_before, detail") == [
        ("added", OTHER, 2022, 1, None, None)
    ]
    assert rows(release, "fact", "change, quote, value, value_before")[0] == ("added", "10次", 10, None)


def test_an_edited_report_keeps_the_facts_whose_words_stand(loaded: Any) -> None:
    loaded.load_rows(*loaded.capture(1, lines=NEW_LINES, facts=NEW_FACTS))
    release = publish(loaded.file, loaded.releases, "r2")
    assert rows(release, "report", "change, version, version_before, detail") == [("changed", 2, 1, "version 2")]
    assert rows(release, "fact", "change, quote") == [("added", "55件"), ("withdrawn", "10次"), ("withdrawn", "54件")]


def test_a_fact_that_is_read_otherwise_has_changed(loaded: Any) -> None:
    facts = [("58件", "59", "reconsideration.applications_received", {"comparator": "at_least"})]
    loaded.stage("extract/yixian/0", loaded.source(), loaded.run(0), *loaded.capture(0, facts=facts))
    loaded.load()
    release = publish(loaded.file, loaded.releases, "r2")
    assert rows(release, "report", "change, detail") == [("changed", "read otherwise")]
    changed = [row for row in rows(release, "fact", "change, value, value_before, detail") if row[0] == "changed"]
    assert changed == [("changed", 59, 58, "value, comparator")]


def gone(desk: Any, number: int) -> Any:
    return desk.snapshot(number, status=404, role="refused")


def test_a_report_is_withdrawn_and_returns(loaded: Any) -> None:
    loaded.load_rows(gone(loaded, 2), gone(loaded, 5))
    release = publish(loaded.file, loaded.releases, "r2")
    url = loaded.snapshot(0).url
    assert rows(release, "report", "change, detail") == [("withdrawn", f"withdrawn: {url}")]
    assert rows(publish(loaded.file, loaded.releases, "r3"), "report", "*") == []
    loaded.load_rows(*loaded.capture(7))
    release = publish(loaded.file, loaded.releases, "r4")
    assert rows(release, "report", "change, detail") == [("returned", f"returned: {url}")]
    assert release.manifest.delta == {"report": {"returned": 1}, "fact": {}}


def test_another_page_that_comes_to_speak_for_a_report_is_told(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, OTHER, words_sha256="w", source_id="elsewhere"))
    publish(desk.file, desk.releases, "r1")
    desk.load_rows(desk.source(), *desk.capture(1, words_sha256="w"))
    release = publish(desk.file, desk.releases, "r2")
    assert rows(release, "report", "change, url, detail") == [
        ("changed", desk.snapshot(0).url, f"stood for by another page than {OTHER}")
    ]
    assert rows(release, "fact", "*") == []


def test_the_delta_is_read_back(loaded: Any) -> None:
    loaded.load_rows(*loaded.capture(1, OTHER))
    publish(loaded.file, loaded.releases, "r2")
    news = read_delta(loaded.releases, "r2")
    assert (news.release_id, news.previous, news.counts["report"]) == ("r2", "r1", {"added": 1})
    assert [row["url"] for row in news.reports] == [OTHER]
    assert news.file == Path(loaded.releases, "r2", "delta", "report.parquet")
