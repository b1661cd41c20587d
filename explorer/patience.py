"""Patience: uvicorn waits for ever for a request that trickles in, or a reader who takes nothing. This does not."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 20.0
"""From the connection, or the last answer, to the whole head of a request. A telephone on a train takes a second."""

ANSWER_SECONDS = 60.0
"""How long a reader may take nothing of an answer that waits for them: 64 KB are on their way by then."""


class ImpatientProtocol(H11Protocol):
    """Ends connections whose other end keeps the server waiting. Timers are the loop's: nobody else waits with it."""

    _request_due: asyncio.TimerHandle | None = None
    _answer_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A reader has come."""
        super().connection_made(transport)
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Some of a request has come, perhaps the last of its head."""
        super().data_received(data)
        if self._is_answering():
            _cancel(self._request_due)

    def on_response_complete(self) -> None:
        """An answer is out. The next request may have come with the last."""
        super().on_response_complete()
        if not self._is_answering():
            self._await_request()

    def pause_writing(self) -> None:
        """The reader takes nothing for now."""
        super().pause_writing()
        self._answer_due = self.loop.call_later(ANSWER_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has taken some."""
        super().resume_writing()
        _cancel(self._answer_due)

    def connection_lost(self, exc: Exception | None) -> None:
        """The reader is gone."""
        super().connection_lost(exc)
        _cancel(self._request_due)
        _cancel(self._answer_due)

    def _await_request(self) -> None:
        _cancel(self._request_due)
        self._request_due = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
