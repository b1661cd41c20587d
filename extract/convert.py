"""Other programs that read old Word formats, where they are installed: the only part of extraction that runs any."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from extract.errors import PageError

SECONDS = 60
"""For one document. LibreOffice takes 1 s, and 5 s the first time; antiword 10 ms."""

OFFICE = ("soffice", "libreoffice")
ANTIWORD = "antiword"

REMEDY = "Open it by hand and save it as .docx."


def convert(content: bytes, kind: str) -> bytes | None:
    """A document of Word's old formats (`doc`, `rtf`) as .docx by LibreOffice, else as text by antiword.

    None where neither is installed; antiword reads no .rtf. Raises PageError where the program fails or takes too long.
    """
    office = next(filter(None, map(shutil.which, OFFICE)), None)
    antiword = shutil.which(ANTIWORD) if kind == "doc" else None
    if not office and not antiword:
        return None
    with tempfile.TemporaryDirectory(prefix="fazhi-") as name:
        directory = Path(name)
        source = directory / f"document.{kind}"
        source.write_bytes(content)
        if office:
            return _by_office(office, directory, source)
        return _run([antiword or ANTIWORD, "-w", "0", "-m", "UTF-8.txt", str(source)], directory)


def _by_office(office: str, directory: Path, source: Path) -> bytes:
    profile = f"-env:UserInstallation={(directory / 'profile').as_uri()}"
    _run([office, profile, "--headless", "--norestore", "--convert-to", "docx", str(source)], directory)
    made = source.with_suffix(".docx")
    if not made.is_file():
        raise PageError("LibreOffice makes no document of it", REMEDY)
    return made.read_bytes()


def _run(command: list[str], directory: Path) -> bytes:
    """What a program prints. It runs in a directory of its own, without input, and sees nothing of our environment."""
    own = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(directory), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the file's name is ours
            command, cwd=directory, env=own, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise PageError(f"{Path(command[0]).name} took longer than {SECONDS} s", REMEDY) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise PageError(f"{Path(command[0]).name} cannot read it ({error})", REMEDY) from error
    return done.stdout
