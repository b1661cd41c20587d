"""The cookies of the plain two-step: a portal sets one and asks to come again with it. None is ever computed."""

from __future__ import annotations

from collections import defaultdict
from http.cookies import CookieError, SimpleCookie

from extract.collect.hosts import host_of
from extract.collect.wire import Answer


class Cookies:
    """What hosts set by header while they sent us on; each goes back to the host that set it, and nowhere else."""

    def __init__(self) -> None:
        self._by_host: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def take(self, answer: Answer) -> bool:
        """Keep what an answer sets; whether that is anything which its host was not sent."""
        kept = self._by_host[host_of(answer.url) or ""]
        before = dict(kept)
        for header in answer.all_headers("Set-Cookie"):
            try:
                kept |= {name: morsel.coded_value for name, morsel in SimpleCookie(header).items()}
            except CookieError:
                continue  # no cookie that could be sent back
        return kept != before

    def header(self, url: str) -> dict[str, str]:
        """The Cookie header of a request, or none."""
        kept = self._by_host.get(host_of(url) or "")
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}
