"""The one family of errors. Each says when it is raised, so that an outage, a redesign and a bug can be told apart."""

from __future__ import annotations


class FazhiError(Exception):
    """Anything that fazhi reports about itself or its input.

    `message` names the thing that is wrong; `remedy` says what to do about it.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n  {self.remedy}" if self.remedy else self.message


class UsageError(FazhiError):
    """The command was called with words or paths that cannot be right."""


class KnowledgeError(FazhiError):
    """A data file of the project (labels, indicators, divisions …) holds what its loader does not know."""


class SourceError(FazhiError):
    """A source's YAML names an unknown key, platform or division, or lacks a needed one."""


class FetchError(FazhiError):
    """A page could not be had: no connection, a time-out, or an answer other than the page."""


class GoneError(FetchError):
    """The portal says that the page is not there (404, 410)."""


class RefusedError(FetchError):
    """We must not ask: robots.txt forbids it, or the host is not one that the source names."""


class ListingError(FazhiError):
    """A listing answered, but not as its platform does: empty, redesigned, or repeating itself."""


class SelectorError(FazhiError):
    """A strict selector found another number of elements than it asked for."""


class ArchiveError(FazhiError):
    """A WARC file is cut off, damaged, or cannot be written."""


class PageError(FazhiError):
    """An archived page could not be read to a document."""


class UndecodableError(PageError):
    """The bytes of a page are text in none of the encodings that fazhi reads."""


class EmptyBodyError(PageError):
    """A page has no body text of a report, and no attachment that has one."""


class ScannedError(PageError):
    """A document is pictures of pages, or has fonts that do not name their characters: there is no text in it."""


class NoConverterError(PageError):
    """A document of an old format needs another program, and none is installed."""


class StageError(FazhiError):
    """Rows could not be staged, or a staged file is damaged or of another schema."""


class LoadError(FazhiError):
    """Staged rows could not be loaded into the warehouse. The transaction was rolled back."""


class SpaceError(FazhiError):
    """The disk has less room than the next step may need. Nothing of the step was begun."""


class HeldError(FazhiError):
    """Another process holds the warehouse file or the data directory."""


class ReleaseError(FazhiError):
    """A release could not be built, failed its checks, does not exist, or cannot be read."""


class UnpublishedError(ReleaseError):
    """Nothing has been published yet: there is no link `latest`."""


class RemovedError(ReleaseError):
    """The release that `latest` names is no longer there."""


class QueryError(FazhiError):
    """A reader's SQL is wrong, or asks for what readers may not do."""


class AbsentError(FazhiError):
    """A reader asked the explorer for a page, a division, an indicator or a report that is not there."""


class BusyError(FazhiError):
    """As many readers' queries run already as may run at once. Nothing of this one was begun."""


class ServiceError(FazhiError):
    """Prefect's server or worker does not answer, could not be started, or cannot be ended."""
