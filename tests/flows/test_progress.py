"""Progress: plain lines in a log, bars on a terminal."""

from __future__ import annotations

import io

from flows.progress import watching


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_a_piece_of_work() -> None:
    stream = io.StringIO()
    with watching(stream) as watch:
        first, second = watch.start("collect a"), watch.start("collect b", total=3)
        first.advance("page [1]")
        second.advance()
        second.finish("3 pages")
        first.finish("1 page [bold]")
    assert stream.getvalue() == "collect b: 3 pages\ncollect a: 1 page [bold]\n"


def test_a_terminal_gets_the_results_too() -> None:
    stream = Terminal()
    with watching(stream) as watch:
        bar = watch.start("collect a", total=2)
        bar.advance("page [1]")
        bar.finish("2 pages [bold]")
        watch.start("never ends")
    assert "collect a: 2 pages [bold]" in stream.getvalue()
