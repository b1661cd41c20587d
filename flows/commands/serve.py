"""`fazhi serve`: the explorer, until it is asked to end."""

from __future__ import annotations

import errno
import signal
import sys
from argparse import Namespace
from socket import gaierror, socket

from explorer.server import address_of, is_loopback, listen, serve
from extract.errors import HeldError, UsageError
from flows.datadir import DataDirectory

WARNING = """\
Anyone who reaches this machine can read all that is published, and run queries on it: there are no accounts and no
encryption. Put a reverse proxy before it that has both, or leave --host out."""


def run(arguments: Namespace) -> int:
    """0 when it was asked to end, by Ctrl-C or SIGTERM.

    Raises HeldError where the port is taken, UsageError where the host is none of this machine's.
    """
    with _listening(arguments.host, arguments.port) as listening:
        if not is_loopback(arguments.host):
            print(WARNING, file=sys.stderr)
        print(f"the explorer is at {address_of(listening)} (Ctrl-C ends it)", flush=True)
        for number in (signal.SIGTERM, signal.SIGINT):  # uvicorn closes what is open, then passes the signal on
            signal.signal(number, _end)
        serve(DataDirectory(arguments.data).releases, arguments.host, listening)
    return 0


def _end(*_: object) -> None:
    sys.exit(0)


def _listening(host: str, port: int) -> socket:
    try:
        return listen(host, port)
    except gaierror as error:
        raise UsageError(f"--host {host}: {error.strerror}", "Give an address of this machine.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise HeldError(
                f"port {port} of {host} is taken by another program", "End that program, or give another: --port 8421."
            ) from error
        if error.errno == errno.EADDRNOTAVAIL:
            raise UsageError(f"--host {host} is no address of this machine", "Leave it out, or use 0.0.0.0.") from error
        raise
