"""bench/results.md: the machine, a table of what was seen beside its aim, and what each benchmark printed.

README quotes the table. A benchmark that runs again replaces its own rows and its own section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill, indent

from bench.machine import described
from bench.outcome import HEADER, Outcome

FILE = Path(__file__).with_name("results.md")
README = FILE.parents[1] / "README.md"

HEAD = """# Results

Written by `make bench`, or by `python -m bench --write NAME` for one. A section whose command has numbers was measured
at that size. README.md beside this file says what is measured, and how.

"""

QUOTE = """## How fast

Each figure is a ratio, taken in one run: ours beside a peer, or beside the least that any reader must do. `make bench`
measures again; bench/results.md has the rest.

"""

SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (?!benchmark \|)(\w+) \|.*\n", re.MULTILINE)
QUOTED = re.compile(r"^## How fast\n.*?(?=^## )", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """A benchmark that has run: the command, the machine's load when it began, what was printed, what it came to."""

    name: str
    command: str
    load: str
    printed: str
    outcomes: Sequence[Outcome]

    def text(self) -> str:
        """The section as Markdown, without its heading."""
        told = f"`{self.command}`, {datetime.now(UTC):%Y-%m-%d}, load {self.load} when it began:"
        return f"{told}\n\n{indent(self.printed, '    ')}"


def write(section: Section, order: Sequence[str], file: Path = FILE, readme: Path = README) -> None:
    """Replace what one benchmark came to, and README's quotation of all. `order` names those that there are."""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    rows = dict.fromkeys(order, "")
    for row in ROW.finditer(before):
        rows[row[1]] = rows.get(row[1], "") + row[0]
    rows[section.name] = "".join(f"{outcome.row(section.name)}\n" for outcome in section.outcomes)
    texts = {**dict(SECTION.findall(before)), section.name: section.text()}
    table = f"{fill(described(), 120)}\n\n{HEADER}{''.join(rows[name] for name in order)}\n"
    sections = "\n\n".join(f"## {name}\n\n{texts[name].strip()}" for name in order if name in texts)
    file.write_text(f"{HEAD}{table}{sections}\n", encoding="utf-8")
    readme.write_text(QUOTED.sub(lambda _: QUOTE + table, readme.read_text(encoding="utf-8")), encoding="utf-8")
