"""What a page is: an address, a function that answers, a template that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.answer import Answer


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the explorer, at `path` in Chinese, at `/en` + `path` in English, and in the API at `/api` + `path`."""

    path: str
    template: str
    """A file of explorer/templates/."""
    answer: Callable[..., Answer]
    """Takes a Release and parameters as FastAPI reads them; its annotation names the model that it gives."""
    table: str | None = None
    """The field of the answer that is its main table, which is also to be had as CSV."""

    @property
    def name(self) -> str:
        """What the API and the navigation call it: `division` for `/division/{code}`."""
        return self.answer.__module__.rpartition(".")[2]

    @property
    def api_path(self) -> str:
        """Where it stands in the API."""
        return self.in_api(self.path)

    @staticmethod
    def in_api(path: str) -> str:
        """Where what stands at a path is told by the API."""
        return "/api" + (path if path != "/" else "/home")
