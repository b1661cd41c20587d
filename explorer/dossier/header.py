"""The head of a report's page: whose it is, when and how that was found, and where its bytes are archived."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from explorer.dossier.manner import Manner
from explorer.dossier.markup import EMPTY, Html, Say, join, tag, text
from explorer.dossier.words import Label, label
from warehouse.dossier import Dossier, OpenIssue

Row = tuple[Label, Html | None]

TEXTUAL = re.compile("text|html|xml|json", re.IGNORECASE)
"""Media types whose bytes a person can read."""


def about(dossier: Dossier, manner: Manner) -> Html:
    """What the report says of itself and what its page's header says, as a list of terms."""
    report, say = dossier.report, manner.say
    return _terms(
        say,
        (Label("制作机关", "issuer"), _issuer(dossier, manner)),
        (Label("报告年度", "year"), _maybe(report.report_year)),
        (Label("发布日期", "published"), _found(report.published_on, report.published_by, say)),
        (Label("成文日期", "written"), _found(report.written_on, report.written_by, say)),
        (Label("文号", "document number"), _maybe(report.document_number)),
        (Label("索引号", "index number"), _maybe(report.index_number)),
        (Label("发布机构", "publisher"), _maybe(report.publisher)),
        (Label("信息来源", "source"), _maybe(report.source)),
        (Label("主题", "topic"), _maybe(report.topic)),
        (Label("有效性", "validity"), _maybe(report.validity)),
        (Label("公开方式", "openness"), _maybe(report.openness)),
        (Label("网页", "page"), address(report.url)),
        (Label("存档快照", "archived snapshot"), _bytes(dossier, manner)),
    )


def archived(dossier: Dossier, say: Say) -> Html:
    """Which bytes the text was read from, by whom, and since when they are known."""
    report, lineage = dossier.report, dossier.lineage
    differs = lineage.payload_url != report.url
    return _terms(
        say,
        (Label("抓取时间", "fetched"), _time(lineage.fetched_at)),
        (Label("存档文件", "WARC file"), tag("code", text(lineage.warc_file))),
        (Label("偏移与长度", "offset, length"), text(f"{lineage.warc_offset}, {lineage.warc_length}")),
        (Label("正文出处", "body read from"), address(lineage.payload_url) if differs else None),
        (Label("内容摘要", "sha256"), tag("code", text(lineage.sha256))),
        (Label("字节数", "bytes"), text(f"{lineage.size:,} {lineage.content_type}")),
        (Label("正文识别", "body found by"), text(report.body_method)),
        (Label("版本", "version"), text(lineage.version)),
        (Label("首次见到", "first seen"), _time(lineage.first_seen_at)),
        (Label("最近见到", "last seen"), _time(lineage.last_seen_at)),
        (Label("抽取程序", "extractor version"), text(report.extractor_version)),
        (Label("数据版次", "release"), tag("code", text(lineage.release))),
        (Label("报告标识", "report_id"), tag("code", text(report.report_id))),
    )


def issues(found: Iterable[OpenIssue], say: Say) -> Html:
    """What a person should look at, worst first; nothing where there is nothing."""
    items = [
        tag(
            "li",
            join([say(label("severity", issue.severity)), tag("code", text(issue.code)), text(issue.message)], " "),
            tag("small", text(f" {issue.remedy}"), lang="en"),
        )
        for issue in found
    ]
    return tag("section", tag("h2", say(Label("待查问题", "open issues"))), tag("ul", *items)) if items else EMPTY


def address(url: str) -> Html:
    """A link where a browser may follow the address, else the address as text."""
    if urlsplit(url).scheme not in ("http", "https"):
        return tag("code", text(url))
    return tag("a", text(url), href=url, rel="noreferrer", class_="address")


def _terms(say: Say, *rows: Row) -> Html:
    stated = (tag("div", tag("dt", say(name)), tag("dd", said)) for name, said in rows if said)
    return tag("dl", *stated, class_="terms")


def _issuer(dossier: Dossier, manner: Manner) -> Html:
    report, say = dossier.report, manner.say
    said = [text(report.issuer) if report.issuer else say(Label("未知", "unknown"))]
    said += [say(label("issuer_kind", report.issuer_kind))] if report.issuer_kind else []
    said += [say(label("level", report.level))] if report.level else []
    if report.division_code:
        division = " ".join(filter(None, (dossier.division, report.division_code)))
        said += [manner.link(text(division), "division", report.division_code)]
    return join(said, " · ")


def _found(day: date | None, by: str | None, say: Say) -> Html | None:
    if day is None:
        return None
    return join([text(day), *([tag("span", say(label("found", by)), class_="aside")] if by else [])], " ")


def _bytes(dossier: Dossier, manner: Manner) -> Html | None:
    """Where the archived bytes can be had, as they are and, if they are text, as that. Only the explorer gives them."""
    if manner.base is None:
        return None
    report_id = dossier.report.report_id
    links = [manner.link(manner.say(Label("原样下载", "download as it is")), "report", report_id, "archived")]
    if TEXTUAL.search(dossier.lineage.content_type):
        links.append(manner.link(manner.say(Label("看源码", "source as text")), "report", report_id, "archived.txt"))
    return join(links, " · ")


def _maybe(words: object) -> Html | None:
    return None if words is None else text(words)


def _time(moment: datetime) -> Html:
    return text(moment.strftime("%Y-%m-%d %H:%M:%S UTC"))
