"""The cache of answers: a release never changes, so that an answer of it may be given again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from fastapi import Response

BYTES_MOST = 64_000_000
"""Some thousand pages of tables of 30 KB. Pages are cheap beside a query of a nation, which takes up to a second."""

BYTES_OF_ONE_MOST = 4_000_000
"""A report of 5 MB is not kept: a dozen of them would drive everything else out."""

Key = tuple[str, str]
"""The release, and the address with its parameters."""


class Cache:
    """Answers by release and address. The longest unused go first. Of one event loop: not for many threads."""

    def __init__(self, most: int = BYTES_MOST) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Key, Response] = OrderedDict()
        self._under_way: dict[Key, asyncio.Future[Response]] = {}

    async def answer(self, key: Key, work: Callable[[], Awaitable[Response]]) -> Response:
        """What is kept, else what `work` gives: once, however many ask for it at the same time."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._under_way:
            self._under_way[key] = asyncio.ensure_future(self._worked_out(key, work))
        return await asyncio.shield(self._under_way[key])

    async def _worked_out(self, key: Key, work: Callable[[], Awaitable[Response]]) -> Response:
        try:
            response = await work()
        finally:
            del self._under_way[key]
        if response.status_code == 200 and len(response.body) <= BYTES_OF_ONE_MOST:
            self._keep(key, response)
        return response

    def _keep(self, key: Key, response: Response) -> None:
        self._kept[key] = response
        self._size += len(response.body)
        while self._size > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped.body)
