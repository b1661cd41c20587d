"""What all tests share."""

from __future__ import annotations


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are called after their argument: written out, those of a gzip header change with the clock, and two workers
    that collect in two different seconds have different tests then."""
    return argname if isinstance(val, bytes) else None
