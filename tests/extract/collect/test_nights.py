"""One portal over many nights: what is asked for again, what is not, and what the archive alone remembers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.collect.archive import Archive
from extract.collect.assertions import BelowMinError
from extract.collect.bounds import Bounds
from extract.collect.clock import utc_now
from extract.collect.portal import Collected, collect_portal
from extract.collect.source import Assertions, Cadence

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

CADENCE = Cadence(days=1, full_walk_days=30, recheck_days=10)
TITLE = "松溪区{}年度法治政府建设工作报告"
FIRST, SECOND, THIRD = "/fz/index.html", "/fz/index_1.html", "/fz/index_2.html"
BOUNDS = Bounds(connect_seconds=0.5, read_seconds=0.3, total_seconds=0.5)


def path(year: int) -> str:
    return f"/fz/t{year}0329_{year}.html"


def row(year: int) -> str:
    return f'<li><a href="{path(year)}">{TITLE.format(year - 1)}</a><span>{year}-03-29</span></li>'


def article(year: int, told: str = "九件") -> str:
    return f"<html><body><h1>{TITLE.format(year - 1)}</h1><p>全年收到行政复议申请{told}。</p></body></html>"


@dataclass
class Portal:
    """A portal that lists reports by their years on three pages, and what the nights asked of it."""

    server: Server
    root: Path
    run_id: str
    facts: dict[str, Any] = field(default_factory=lambda: {"cadence": CADENCE})

    def lists(self, *pages: Sequence[int], extra: str = "") -> None:
        """List these years from now on."""
        for number, years in enumerate(pages):
            pager = f'<script>createPageHTML({len(pages)},{number},"index","html");</script>'
            name = f"/fz/index{f'_{number}' if number else ''}.html"
            text = f"<ul>{''.join(map(row, years))}</ul>{pager}{extra}"
            self.server.instead(name, text, headers={"ETag": f'"{hash(text)}"'})
            for year in years:
                if path(year) not in self.server.replies:
                    self.shows(year, article(year))

    def shows(self, year: int, body: str, **facts: Any) -> None:
        self.server.instead(path(year), body, **{"headers": {"ETag": f'"{hash(body)}"'}, **facts})

    def night(self, number: float) -> Collected:
        """Collect on a night, counted from the first."""
        self.server.asked.clear()
        source, ahead = self.server.source(**self.facts), timedelta(days=number)
        run_id = f"{self.run_id}-{round(number * 10):04}"
        return collect_portal(source, Archive(self.root), run_id, bounds=BOUNDS, clock=lambda: utc_now() + ahead)

    @property
    def listings(self) -> list[str]:
        """The listing pages that the last night asked for."""
        return [each for each in self.server.paths() if "index" in each]

    @property
    def years(self) -> list[int]:
        """The years of the pages that the last night asked for."""
        return [int(each[5:9]) for each in self.server.paths() if each.startswith("/fz/t")]


@pytest.fixture
def portal(server: Server, tmp_path: Path, run_id: str) -> Portal:
    made = Portal(server, tmp_path, run_id)
    made.lists((2024, 2023, 2022), (2021, 2020, 2019), (2018, 2017, 2016))
    return made


def told(collected: Collected) -> dict[int, str]:
    """The reason of each entry, by its year."""
    return {int(each.url.rpartition("_")[2][:4]): each.reason for each in collected.entries}


def test_a_quiet_night_sees_the_first_page_and_tells_of_no_entry_that_it_did_not_see(portal: Portal) -> None:
    assert portal.night(0).is_whole
    quiet = portal.night(1)
    assert (portal.listings, portal.years) == ([FIRST], [2024])
    assert (quiet.new_bodies, quiet.revisits, quiet.requests, quiet.is_whole) == (0, 2, 3, False)
    assert told(quiet) == {2024: "report", 2023: "report", 2022: "report"}


def test_a_new_report_is_fetched_and_known_territory_is_not_entered(portal: Portal) -> None:
    portal.night(0)
    portal.lists((2025, 2024, 2023), (2022, 2021, 2020), (2019, 2018, 2017), (2016,))
    portal.night(1)
    assert (portal.listings, portal.years) == ([FIRST, SECOND], [2025, 2024])
    portal.night(2)
    assert portal.listings == [FIRST]


def test_new_reports_are_followed_over_as_many_pages_as_they_take(portal: Portal) -> None:
    portal.night(0)
    portal.lists((2029, 2028, 2027), (2026, 2024, 2023), (2022, 2021, 2020))
    portal.night(1)
    assert portal.listings == [FIRST, SECOND, THIRD]
    assert portal.years[:4] == [2029, 2028, 2027, 2026]


def test_listings_are_walked_to_their_ends_on_their_cadence(portal: Portal) -> None:
    portal.night(0)
    whole = [night for night in range(1, 70) if (portal.night(night), len(portal.listings) == 3)[1]]
    assert whole == [30, 60]


def test_every_known_page_is_looked_at_again_in_time(portal: Portal) -> None:
    portal.night(0)
    nights = [(portal.night(night), Counter(portal.years))[1] for night in range(1, 21)]
    assert max(each.total() for each in nights) == 1
    assert sum(nights[:9], Counter()) == Counter(range(2016, 2025))
    assert set(sum(nights[9:18], Counter())) == set(range(2016, 2025))


def test_a_page_that_is_listed_no_more_is_looked_at_again(portal: Portal) -> None:
    portal.night(0)
    portal.lists((2024, 2023))
    portal.shows(2016, article(2016, "十件"))
    collected = [portal.night(night) for night in range(1, 11)]
    assert sum(each.new_bodies for each in collected) == 2
    latest = Archive(portal.root).latest(portal.server.url(path(2016)))
    assert latest is not None
    assert "十件" in Archive(portal.root).payload(latest).decode()
    assert latest.title_listed == TITLE.format(2015)


@pytest.mark.parametrize("fault", [{"status": 500}, {"body": "<title>系统维护中</title>"}, {"status": 404}])
def test_a_page_that_failed_is_asked_for_again_wherever_it_is_listed(portal: Portal, fault: dict[str, Any]) -> None:
    portal.shows(2017, **{"body": "", **fault})
    assert told(portal.night(0))[2017] != "report"
    portal.night(1)
    assert (portal.listings, set(portal.years)) == ([FIRST], {2017, 2024})
    portal.shows(2017, article(2017))
    back = portal.night(1.1)
    assert told(back)[2017] == "report"
    portal.night(1.2)
    assert 2017 not in portal.years


def test_a_page_that_was_never_there_is_left_to_its_turn_when_that_is_certain(portal: Portal) -> None:
    portal.shows(2023, "", status=404)
    nights = {night: (portal.night(night), portal.years.count(2023))[1] for night in range(20)}
    assert [night for night, count in nights.items() if count] == [0, 1, 2, 10, 19]
    assert told(portal.night(3))[2023] == "gone"


def test_a_page_that_is_gone_is_asked_for_days_later_and_then_in_its_turn(portal: Portal) -> None:
    portal.night(0)
    portal.shows(2024, "", status=404)
    collected = {night: portal.night(night) for night in range(1, 15)}
    gone = [night for night, each in collected.items() if [issue.code for issue in each.issues] == ["fetch.gone"]]
    assert gone == [1, 3, 12]
    assert {told(each)[2024] for each in collected.values()} == {"gone"}
    archive = Archive(portal.root)
    evidence = [each for warc in archive.warc_files() for each in archive.snapshots(warc) if each.role == "refused"]
    assert [(each.url, each.status) for each in evidence] == [(portal.server.url(path(2024)), 404)] * 3


@pytest.mark.parametrize("rows", [(2016, 2017, 2018), (2018, 2015, 2016, 2017)])
def test_where_the_oldest_come_first_the_listing_is_walked_to_its_end(portal: Portal, rows: Sequence[int]) -> None:
    portal.lists(rows, (2019, 2020), (2021, 2022))
    portal.night(0)
    portal.lists(rows, (2019, 2020), (2021, 2022, 2023))
    assert portal.night(1).is_whole
    assert 2023 in portal.years


def test_a_total_that_rose_leads_to_what_was_added_elsewhere(portal: Portal) -> None:
    portal.lists((2024, 2023), (2022, 2020), extra="<p>共4条</p>")
    portal.night(0)
    portal.lists((2024, 2023), (2022, 2021, 2020), extra="<p>共5条</p>")
    portal.night(1)
    assert 2021 in portal.years


def test_pages_that_redirect_are_known(portal: Portal) -> None:
    for year in (2023, 2020):
        portal.server.instead(path(year), "", status=301, headers={"Location": f"/new/{year}0329.html"})
        portal.server.on(f"/new/{year}0329.html", article(year))
    portal.server.instead(SECOND, "", status=302, headers={"Location": "/fz/second.html"})
    portal.server.on("/fz/second.html", f"<ul>{row(2021)}{row(2020)}</ul>")
    first = portal.night(0)
    assert set(told(first).values()) == {"report"}
    portal.night(1)
    assert portal.server.paths() == [FIRST, path(2024)]


def test_a_page_without_an_answer_does_not_keep_others_from_their_turn(portal: Portal) -> None:
    portal.night(0)
    portal.server.instead(path(2024), raw=lambda handler: handler.wfile.flush())
    asked = [(portal.night(night), set(portal.years))[1] for night in range(1, 11)]
    assert all(2024 in each and len(each) == 2 for each in asked)
    assert set.union(*asked) >= set(range(2016, 2024))


def test_what_must_hold_of_all_entries_is_asked_of_whole_walks_alone(portal: Portal) -> None:
    portal.facts["assertions"] = Assertions(entries_min=9, entries_max=9)
    portal.night(0)
    portal.lists((2024, 2023, 2022))
    with pytest.raises(BelowMinError, match="3 entries"):
        portal.night(1)
    portal.lists((2024, 2023, 2022), (2021, 2020, 2019), (2018, 2017, 2016))
    assert portal.night(2).issues == ()


def test_a_listing_of_forms_is_remembered_form_by_form(portal: Portal) -> None:
    search = "/fjdzapp/search"

    def answer(*years: int) -> str:
        found = [{"title": TITLE.format(year - 1), "url": path(year), "time": f"{year}-03-29"} for year in years]
        return json.dumps({"count": 4, "docs": found})

    portal.facts |= {"platform": "was5", "listings": (portal.server.url(f"{search}?channelid=7&prepage=2&page=1"),)}
    portal.server.on(search, answer(2024, 2023))
    portal.server.on(search, answer(2022, 2021))
    assert portal.night(0).is_whole
    portal.server.instead(search, answer(2024, 2023))
    quiet = portal.night(1)
    assert [each.body.decode() for each in portal.server.asked if each.path == search] == [
        "channelid=7&prepage=2&page=1"
    ]
    assert (portal.years, quiet.issues) == ([2024], ())


def test_a_document_that_could_not_be_had_is_asked_for_again_the_nights_after(portal: Portal) -> None:
    document = "/fz/P2016.docx"
    portal.shows(2016, article(2016, '九件，见<a href="P2016.docx">附件</a>'))
    portal.server.on(document, status=404)
    portal.night(0)
    nights = [night for night in range(1, 7) if (portal.night(night), document in portal.server.paths())[1]]
    assert nights == [1, 2, 3]
    portal.server.instead(document, b"PK docx", content_type="application/msword")
    with_it = [night for night in range(7, 11) if (portal.night(night), document in portal.server.paths())[1]]
    assert with_it == [9]
    archive = Archive(portal.root)
    latest = archive.latest(portal.server.url(document))
    assert latest is not None
    assert latest.parent_url == portal.server.url(path(2016))


def test_a_source_that_is_to_be_walked_every_run_is(portal: Portal) -> None:
    portal.facts["cadence"] = Cadence(0, 0, 0)
    portal.night(0)
    again = portal.night(0.1)
    assert again.is_whole
    assert (len(portal.listings), len(portal.years), again.new_bodies) == (3, 9, 0)


def test_what_is_wrong_with_a_listing_is_said_on_quiet_nights_too(portal: Portal) -> None:
    portal.lists((2024, 2023), (2022, 2021), extra="<p>共9条</p>")
    portal.server.on("/fz/index_2.html", portal.server.replies[SECOND][0].body)
    for night in (0, 1):
        assert [issue.code for issue in portal.night(night).issues] == ["listing.short"]
    assert portal.listings == [FIRST]
    portal.lists((2024, 2023), (2024, 2023), (2022, 2021))
    for night in (40, 41):
        assert [issue.code for issue in portal.night(night).issues] == ["listing.repeats"]
    assert portal.listings == [FIRST]
