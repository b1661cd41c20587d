"""Articles whose page only attaches them: the document's name, path and bytes."""

from __future__ import annotations

from demo.answer import Answer, office_time
from demo.content import Article
from demo.word import CONTENT_TYPE, word_file


def attachment_name(article: Article) -> str:
    """The name of the Word file, as a content system makes it up."""
    return f"P0{article.published:%Y%m%d}{article.id * 7919 % 10**12:012}.docx"


def attachment_path(article: Article, page: str) -> str:
    """Where the Word file stands: beside the page of that path."""
    return f"{page.rpartition('/')[0]}/{attachment_name(article)}"


def attachment(article: Article) -> Answer:
    """The Word file that holds the article."""
    moment = office_time(article.published, article.id)
    return Answer(word_file(article.title, article.paragraphs, moment), CONTENT_TYPE, moment)
