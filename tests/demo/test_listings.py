"""The listings, walked as a visitor's browser walks them: every page is reached, and by paging alone."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

import requests
import yaml

from demo.families import gkmlpt, hanweb, trs
from demo.portal import Portal
from demo.sources import source_files, write_sources
from demo.truth import neighbours, truth

SECONDS = 10
PROXY_QUERY = {
    "col": "1",
    "appid": "1",
    "webid": "121",
    "path": "/",
    "columnid": hanweb.COLUMN,
    "sourceContentType": "1",
    "unitid": hanweb.UNIT,
    "webname": "溪砚县人民政府",
    "permissiontype": "0",
}


def expected(portal: str) -> dict[str, str]:
    return {page.path: page.title for page in [*truth(), *neighbours()] if page.portal == portal}


def records(text: str) -> dict[str, str]:
    lines = re.findall(r'<record><!\[CDATA\[.*?href="(.*?)" title="(.*?)".*?\]\]></record>', text, re.DOTALL)
    return {path: html.unescape(title) for path, title in lines}


def test_hanweb_lists_all_its_pages_over_several_answers_of_the_proxy(portal: Portal) -> None:
    first = requests.get(portal.base_url + hanweb.LISTING, timeout=SECONDS).text
    total = int(re.search(r"<totalrecord>(\d+)</totalrecord>", first)[1])
    assert int(re.search(r"<totalpage>(\d+)</totalpage>", first)[1]) >= 2
    found = records(first)
    assert len(found) == hanweb.PER_PAGE
    for start in range(hanweb.PER_PAGE + 1, total + 1, hanweb.PER_PAGE):
        window = {"startrecord": start, "endrecord": start + hanweb.PER_PAGE - 1, "perpage": hanweb.PER_PAGE}
        address = portal.base_url + hanweb.PROXY
        got = requests.get(address, params={**window, **PROXY_QUERY}, timeout=SECONDS).text
        assert got == requests.post(address, params=window, data=PROXY_QUERY, timeout=SECONDS).text
        found |= records(got)
    gone, title, _ = hanweb.LISTED_YET_GONE
    assert len(found) == total
    assert found == {**expected("hanweb"), gone: title}


def test_the_proxy_knows_only_its_own_unit(portal: Portal) -> None:
    query = {**PROXY_QUERY, "unitid": "1", "startrecord": "1", "endrecord": "5"}
    assert records(requests.get(portal.base_url + hanweb.PROXY, params=query, timeout=SECONDS).text) == {}


def test_trs_lists_all_its_pages_over_static_files(portal: Portal) -> None:
    address = portal.base_url + trs.LISTING
    count = int(
        re.search(r'createPageHTML\((\d+), 0, "index", "html"\)', requests.get(address, timeout=SECONDS).text)[1]
    )
    assert count >= 2
    found = {}
    for number in range(count):
        page = urljoin(address, f"index_{number}.html" if number else "index.html")
        text = requests.get(page, timeout=SECONDS).content.decode()
        lines = re.findall(r'<li><a href="(\./.*?)" target="_blank" title="(.*?)">', text)
        found |= {urljoin(page, href).removeprefix(portal.base_url): html.unescape(title) for href, title in lines}
    assert found == expected("trs")
    assert requests.get(urljoin(address, f"index_{count}.html"), timeout=SECONDS).status_code == 404


def test_gkmlpt_lists_all_its_pages_over_its_api(portal: Portal) -> None:
    shell = requests.get(portal.base_url + gkmlpt.INDEX, timeout=SECONDS).content.decode()
    sid = re.search(r"SID: '(\d+)'", shell)[1]
    assert f'"id": {gkmlpt.CATEGORY}' in shell
    found: dict[str, str] = {}
    page = 0
    while True:
        page += 1
        answer = requests.get(portal.base_url + gkmlpt.API, params={"page": page, "sid": sid}, timeout=SECONDS).json()
        if not answer["articles"]:
            break
        found |= {row["url"].removeprefix(portal.base_url): row["title"] for row in answer["articles"]}
    assert page > 2
    assert len(found) == answer["total"] == answer["classify"]["post_count"]
    assert found == expected("gkmlpt")


def test_source_files_name_listings_that_answer(portal: Portal, tmp_path) -> None:
    written = write_sources(tmp_path / "sources", portal.base_url)
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == source_files(portal.base_url)
    sources = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in written]
    assert {source["platform"] for source in sources} == {"hanweb", "trs", "gkmlpt"}
    for source in sources:
        assert source["loopback"] is True
        assert portal.base_url.endswith(source["allowed_hosts"][0])
        for listing in source["listings"]:
            assert requests.get(listing, timeout=SECONDS).status_code == 200
