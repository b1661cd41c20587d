"""Whatever bytes come: a document or a named error, within bounds of memory and time that a process keeps."""

from __future__ import annotations

import subprocess
import sys

import pytest

URL = "http://a.example/x.html"
MEMORY = 2_000_000_000
"""Bytes of address space. The page of 50 MB takes 0.5 GB of memory, and an interpreter with its libraries maps 0.7."""
SECONDS = 240
"""Of processor time: ten times what the slowest takes, so that a cost that grows with the square of the size fails."""

READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from extract.errors import PageError
from extract.page.document import read_page
paragraph = "<p>（一）严格公正文明执法。全年办理行政处罚案件1,234件，行政复议案件58件。</p>"
content = ({markup}).encode()
try:
    print(len(read_page(content, "text/html; charset=utf-8", "{url}").document.body_text))
except PageError as error:
    print(error.message)
"""

MONSTERS = {
    "50 MB of paragraphs": "paragraph * 480_000",
    "one line of 10 MB": "'<p>' + '全年办理行政处罚案件1234件。' * 260_000 + '</p>'",
    "100,000 nested elements": "'<div>' * 100_000 + paragraph + '</div>' * 100_000",
    "100,000 nested tables": "'<table><tr><td>' * 100_000 + paragraph",
    "a million entities": "'<p>' + '&#20013;&nbsp;&amp;&hellip;' * 250_000 + '</p>'",
    "a million broken entities": "'<p>' + '&xx;&#99999999;&#0;&' * 250_000 + '</p>'",
    "a million attributes": "'<p ' + 'a=1 ' * 1_000_000 + '>' + paragraph",
    "100,000 links": "'<a href=x_2.html>2</a>' * 100_000 + paragraph * 20",
    "200,000 cells": "'<table><tr>' + '<td>1</td>' * 200_000 + '</tr></table>' + paragraph * 20",
    "cells that cover all": "'<table>' + '<tr><td colspan=99 rowspan=99>1</td></tr>' * 50_000 + '</table>' + paragraph",
    "300,000 comments": "'<!-- x -->' * 300_000 + paragraph * 20",
    "brackets that open nothing": "'<' * 2_000_000 + paragraph * 20",
    "5 MB of white space": "'<p>' + ' ' * 5_000_000 + '</p>' + paragraph * 20",
    "a line break before blanks": "'<p>甲\\n' + ' ' * 1_000_000 + '乙</p>' + paragraph * 20",
    "20,000 rows": "'<table>' + '<tr><td>处罚</td><td>58件</td></tr>' * 20_000 + '</table>' + paragraph * 20",
    "20,000 boxes": "paragraph * 20 + ('<p>相关链接</p>' + paragraph) * 20_000",
    "300,000 labels": "'<p>' + '来源：' * 300_000 + '</p>' + paragraph * 20",
    "a style sheet of one word": "'<style>' + 'a' * 400_000 + 'display:none</style>' + paragraph * 20",
    "notes that do not end": "'<style>display:none ' + '/*' * 200_000 + '</style>' + paragraph * 20",
    "rules that do not begin": "'<style>display:none ' + '@a ' * 200_000 + '</style>' + paragraph * 20",
    "strings that do not end": "'<script>' + '\\'\\\\' * 200_000 + '</script><p>短</p>'",
    "300,000 dates": "'<p>' + '2024-01-01 ' * 300_000 + '</p>' + paragraph * 20",
}


@pytest.mark.parametrize("markup", MONSTERS.values(), ids=MONSTERS)
def test_a_monstrous_page_is_read_or_refused_within_bounds(markup: str) -> None:
    script = READ.format(memory=MEMORY, seconds=SECONDS, markup=markup, url=URL)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()
