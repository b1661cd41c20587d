"""`python -m demo`: serve the demo portal in the foreground. The first line printed is its address."""

from __future__ import annotations

import argparse

from demo.portal import Portal


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    arguments = parser.parse_args()
    with Portal(arguments.port, arguments.delay) as portal:
        print(portal.base_url, flush=True)
        try:
            portal.join()
        except KeyboardInterrupt:
            print("stopped", flush=True)


if __name__ == "__main__":
    main()
