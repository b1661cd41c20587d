"""`fazhi report`: one report as a page with every fact highlighted."""

from __future__ import annotations

import re
from argparse import Namespace

from explorer.dossier.report import report_page
from extract.reading import report_id_of
from extract.records import ID_LENGTH
from flows.datadir import DataDirectory
from flows.output import is_stdout, opened
from warehouse.dossier import read_dossier

PAGES = "pages"
"""Where pages go in the data directory, unless `--output` says otherwise."""

_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")


def run(arguments: Namespace) -> int:
    """0; a report that the release does not have is an error. The path of the page is printed; `-` is stdout."""
    data = DataDirectory(arguments.data)
    wanted = arguments.report.strip()
    report_id = wanted if _ID.fullmatch(wanted) else report_id_of(wanted)
    page = report_page(read_dossier(data.releases, report_id, wanted)).encode()
    output = arguments.output or data.root / PAGES / f"{report_id}.html"
    if arguments.output is None:
        output.parent.mkdir(exist_ok=True)
    with opened(output) as stream:
        stream.buffer.write(page)
    if not is_stdout(output):
        print(output)
    return 0
