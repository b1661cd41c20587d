"""What the portal answers: status, bytes and the headers that go with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime

CHINA = timezone(timedelta(hours=8))
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """An answer to a request; `modified` is an aware time."""

    body: bytes
    content_type: str
    modified: datetime
    status: int = 200

    @property
    def etag(self) -> str:
        """An entity tag that depends on the bytes alone, in quotes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    def headers(self) -> dict[str, str]:
        """The headers that describe the body, as both a full answer and a 304 carry them."""
        modified = format_datetime(self.modified.astimezone(UTC), usegmt=True)
        return {"Content-Type": self.content_type, "Last-Modified": modified, "ETag": self.etag}


def office_time(day: date, number: int) -> datetime:
    """A time of that day within office hours, China time, that depends on the arguments alone."""
    return datetime.combine(day, time(9 + number % 8, number * 7 % 60, number * 13 % 60), CHINA)
