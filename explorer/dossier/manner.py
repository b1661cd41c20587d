"""The manner of a page: in which words it speaks, and where it can lead to."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from explorer.dossier.markup import Html, Say, both, chinese, english, tag


@dataclass(frozen=True, slots=True)
class Manner:
    """How labels are said, and below which address the explorer's pages are: none for a page that stands alone."""

    say: Say
    base: str | None = None

    def link(self, content: Html, *path: str) -> Html:
        """The content as a link to a page of the explorer; as it is where there is no explorer."""
        if self.base is None:
            return content
        address = "/".join([self.base, *(quote(part, safe="") for part in path)])
        return tag("a", content, href=address)


ALONE = Manner(both)
CHINESE = Manner(chinese, "")
ENGLISH = Manner(english, "/en")
