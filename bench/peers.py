"""What others have made, and we are measured beside: none of it is part of the project, see peers.txt."""

from __future__ import annotations

import importlib
import warnings
from typing import Any


class NotInstalledError(Exception):
    """A peer's package is not in this environment."""


def module(name: str) -> Any:
    """A peer's module. Raises NotInstalledError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError as error:
        raise NotInstalledError(name) from error
