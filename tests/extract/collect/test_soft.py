"""Answers that are no page are told from pages: every pattern both ways, and pages that resemble such answers."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from extract.collect.look import look_at
from extract.collect.soft import Expected, fitting_words, soft_failure
from extract.collect.soft_rules import SoftRule, rules_from, soft_rules
from extract.collect.wire import Answer
from extract.errors import KnowledgeError
from extract.knowledge import read_yaml

URL = "http://www.songxi.example/fz/t20240329_1.html"
TITLE = "松溪区2023年度法治政府建设工作报告"
SHAPES = {
    "title": "<html><head><title>{}</title></head><body><p>松溪区</p></body></html>",
    "line": "<html><body><div><span>{}</span></div></body></html>",
    "markup": "<html>{}</html>",
}
LONG = "<p>全年收到行政复议申请九件，办结八件，行政机关负责人出庭应诉率百分之百。</p>" * 30
MENU = "".join(f'<a href="/c{number}/">栏目{number}</a>' for number in range(40))
RULES = soft_rules().rules


def answer(body: str | bytes, status: int = 200, content_type: str = "text/html", url: str = URL) -> Answer:
    content = body.encode() if isinstance(body, str) else body
    return Answer(url, status, "OK", (("Content-Type", content_type),), content, datetime.now(UTC))


def kind(body: str | bytes, role: str = "page", title: str = TITLE, **facts: Any) -> str | None:
    failure = soft_failure(answer(body, **facts), Expected(role, title))
    return failure.kind if failure else None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_it_must_and_lets_its_like_through(rule: SoftRule) -> None:
    refused, passed = (SHAPES[rule.place].format(example) for example in (rule.fits, rule.passes))
    assert fitting_words(rule, refused, look_at(refused))
    assert not fitting_words(rule, passed, look_at(passed))
    assert kind(refused) == rule.kind


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.most < 1000], ids=lambda rule: rule.name)
def test_a_rule_is_silent_on_a_page_of_many_words(rule: SoftRule) -> None:
    body = SHAPES[rule.place].format(rule.fits)
    closing = "</html>" if rule.place == "markup" else "</body>"
    assert kind(body.replace(closing, LONG + closing)) is None


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("松溪区网络安全防火墙建设项目验收报告", "防火墙拦截攻击请求九千次，未发生页面被篡改的情形。"),
        ("关于政务服务平台系统维护的通知", "定于周六对申报材料进行集中整理，请各单位提前安排。"),
        ("统一登录平台上线运行", "群众凭一个账号办理全部事项，不必重复注册。"),
        ("404个村居配齐法律顾问", "每月到村坐班一次，全年解答咨询五千人次。"),
        (TITLE, "全文见附件。"),
        (TITLE, "本机关已将错误的处罚决定撤销，并向当事人说明。"),
        (TITLE, "因系统升级期间暂不受理的申请，已于次月全部补办完毕。"),
        (TITLE, "未登录人员信息九条，由社区工作者逐户核实。"),
    ],
)
def test_a_short_article_that_mentions_failures_passes(title: str, line: str) -> None:
    body = (
        f'<html><title>{title}</title><body>{MENU}<h1>{title}</h1><p>{line}</p><a href="P1.docx">附件</a></body></html>'
    )
    assert kind(body, title=title) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "outage"),
        (" \r\n", "outage"),
        ("<html><body></body></html>", "outage"),
        ("<html><body><img src=/scan.png></body></html>", None),
        ('<html><body><iframe src="/view?file=1.pdf"></iframe></body></html>', None),
        ('<html><body><script>var detail = "全年收到行政复议申请九件，办结八件"</script></body></html>', None),
        ('<html><meta http-equiv="refresh" content="0;url=/"></html>', "redesign"),
        ('<html><meta http-equiv="refresh" content="0;url=/index.html"><body>请稍候</body></html>', "redesign"),
        (f'<html><meta http-equiv="refresh" content="600;url=/"><body>{LONG}</body></html>', None),
        (f'<html><meta http-equiv="refresh" content="300"><body><h1>{TITLE}</h1></body></html>', None),
        (f"<html><title>法治政府建设</title><body>{MENU}</body></html>", "redesign"),
        (f'<html><title>法治政府建设</title><body>{MENU}<a href="/fz/1.html">{TITLE}</a></body></html>', "redesign"),
        (f"<html><body>{MENU}<h1>{TITLE}</h1></body></html>", None),
        (f'<html><meta name="ArticleTitle" content="{TITLE}"><body>{MENU}</body></html>', None),
        (f"<html><body>{MENU}{LONG}</body></html>", None),
        (f'<html><body>{MENU}<a href="/files/1.pdf">全文</a></body></html>', None),
    ],
)
def test_what_a_page_lacks_tells_what_it_is(body: str, expected: str | None) -> None:
    assert kind(body) == expected


def test_a_listing_may_be_what_an_article_may_not() -> None:
    for body in (
        f"<html><body>{MENU}</body></html>",
        "<ul></ul>",
        "<div>暂无信息</div>",
        '{"total": 0}',
        "<?xml version='1'?><a/>",
    ):
        assert kind(body, role="listing") is None
    assert kind("<html><head><title>松溪</title></head><body></body></html>", role="listing") == "outage"
    assert kind("", role="listing") == "outage"


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"%PDF-1.7", "application/pdf", None),
        (b"%PDF-1.7", "text/html", None),
        ("<html><body>全文</body></html>", "application/msword", None),
        ("<html><body>全文</body></html>", "text/html", "redesign"),
        ("<html><title>用户登录</title></html>", "application/octet-stream", "blocked"),
        (b"\xff\xff\xff\x81\x00", "text/html", None),
    ],
)
def test_a_document_is_no_page(body: str | bytes, content_type: str, expected: str | None) -> None:
    assert kind(body, role="attachment", content_type=content_type) == expected


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (412, LONG, "blocked"),
        (521, "", "blocked"),
        (403, "", None),
        (403, "<title>网站防火墙</title>", "blocked"),
        (500, "", None),
        (500, "<title>系统错误</title>", "outage"),
    ],
)
def test_a_status_may_say_it(status: int, body: str, expected: str | None) -> None:
    assert kind(body, status=status) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("/fz/t1_2.html", "redesign"), ("/", None), ("/index.html", None)],
)
def test_a_redirect_to_the_home_page_is_no_answer(asked: str, expected: str | None) -> None:
    home = "http://www.songxi.example/"
    failure = soft_failure(answer(LONG, url=home), Expected("page"), f"http://www.songxi.example{asked}")
    assert (failure.kind if failure else None) == expected


def test_a_redirect_to_a_listing_is_no_answer() -> None:
    listing = "http://www.songxi.example/fz/"
    failure = soft_failure(answer(LONG, url=listing), Expected("page", listings=(listing,)), URL)
    assert failure is not None
    assert failure.kind == "redesign"


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("extra",), 1, 'unknown key "extra"'),
        (("kinds",), {}, "kinds: no"),
        (("statuses", 500), "broken", 'unknown kind "broken"'),
        (("rules", 0, "kind"), "block", 'unknown kind "block" (did you mean "blocked"?)'),
        (("rules", 0, "place"), "body", 'unknown place "body"'),
        (("rules", 0, "patern"), "x", 'unknown key "patern" (did you mean "pattern"?)'),
        (("rules", 0, "pattern"), "(", "the rule"),
    ],
)
def test_a_rule_that_is_wrong_is_named(path: tuple[str | int, ...], value: object, says: str) -> None:
    data = deepcopy(read_yaml("soft_failures.yml"))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(KnowledgeError, match="soft_failures") as raised:
        rules_from(data)
    assert says in raised.value.message
