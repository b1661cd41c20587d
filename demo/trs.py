"""The portal of the TRS WCM family: static listing pages index.html, index_1.html … and a script that counts them."""

from __future__ import annotations

from html import escape

from demo.answer import HTML, Answer, office_time
from demo.content import Article, of_portal
from demo.furniture import article_values, links, related, render, site_values, sites
from demo.markup import paragraphs, word_paragraphs
from demo.word import CONTENT_TYPE, word_file

FOLDER = "/zwgk/fzzfjs"
LISTING = f"{FOLDER}/index.html"
PER_PAGE = 5

P_OPEN = '<p align="justify" style="line-height: 30pt">'
INDENT = "　　"
NAV = '<li><a href="{href}">{name}</a></li>'
RELATED = '<li>·<a href="{href}" target="_blank">{name}</a><span>[{day}]</span></li>'
SEE_ATTACHMENT = "根据工作安排，现将年度报告全文予以公布，详见附件。"


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{FOLDER}/{_relative(article)}"


def attachment_path(article: Article) -> str:
    """Where the portal serves the Word file of an article whose page only attaches it."""
    return f"{FOLDER}/{article.published:%Y%m}/{_attachment_name(article)}"


def pages() -> dict[str, Answer]:
    """The portal's fixed pages by path: listing pages, articles and attachments."""
    listed = of_portal("trs")
    found = {path_of(article): _detail(article) for article in listed}
    for article in listed:
        if article.form == "docx":
            moment = office_time(article.published, article.id)
            found[attachment_path(article)] = Answer(
                word_file(article.title, article.paragraphs, moment), CONTENT_TYPE, moment
            )
    count = -(-len(listed) // PER_PAGE)
    for number in range(count):
        name = "index.html" if number == 0 else f"index_{number}.html"
        newest = listed[number * PER_PAGE]
        moment = office_time(newest.published, newest.id)
        found[f"{FOLDER}/{name}"] = Answer(_listing(number, count).encode(), HTML, moment)
    return found


def _relative(article: Article) -> str:
    return f"{article.published:%Y%m}/t{article.published:%Y%m%d}_{article.id}.html"


def _attachment_name(article: Article) -> str:
    return f"P0{article.published:%Y%m%d}{article.id * 7919 % 10**12:012}.docx"


def _furniture() -> dict[str, str]:
    site = sites()["trs"]
    return {
        **site_values("trs"),
        "nav": links(site["columns"], "/zwgk/lm{number}/", NAV),
        "tree": links(site["topics"], "/zwgk/ml{number}/", NAV),
    }


def _listing(number: int, count: int) -> str:
    shown = of_portal("trs")[number * PER_PAGE : (number + 1) * PER_PAGE]
    lines = "\n".join(
        f'<li><a href="./{_relative(article)}" target="_blank" title="{escape(article.title)}">'
        f"{escape(_cut(article.title))}</a><span>{article.published.isoformat()}</span></li>"
        for article in shown
    )
    return render("trs_listing.html", **_furniture(), lines=lines, count=str(count), current=str(number))


def _cut(title: str) -> str:
    """A title as a listing shows it: cut with an ellipsis where it is too long for its line."""
    return title if len(title) <= 30 else f"{title[:28]}..."


def _detail(article: Article) -> Answer:
    published = office_time(article.published, article.id)
    labels = ("index_number", "topic", "publisher", "document_number", "validity", "openness")
    text = render(
        "trs_detail.html",
        **_furniture(),
        **article_values(article, labels),
        body=_body(article),
        related=related(article, "../lm{number}/", RELATED),
    )
    return Answer(text.encode(), HTML, published)


def _body(article: Article) -> str:
    if article.form == "docx":
        name = f"{escape(article.title)}.docx"
        link = f'<p>附件：<a href="./{_attachment_name(article)}" title="{name}" OLDSRC="W0">{name}</a></p>'
        return paragraphs([SEE_ATTACHMENT], P_OPEN, "</p>", indent=INDENT) + link
    if article.form == "word":
        return word_paragraphs(article.paragraphs)
    return paragraphs(article.paragraphs, P_OPEN, "</p>\n", indent=INDENT)
