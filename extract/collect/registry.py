"""The sources: a YAML file a portal, read strictly."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from extract.collect.hosts import host_of
from extract.collect.shapes import mapping_faults
from extract.collect.source import Assertions, Cadence, Fill, Source
from extract.collect.source_keys import KEYS
from extract.collect.tls import TlsAllowance
from extract.errors import SourceError
from extract.knowledge import nearest
from extract.platforms import PLATFORMS

__all__ = ["ENDING", "Source", "faults_of", "load_source", "load_sources", "parsed", "source_files"]

ENDING = ".yml"
"""Of a source's file. One of `.yaml` would be passed over in silence, so it is refused."""


def load_sources(directory: Path, known_divisions: Collection[str]) -> tuple[Source, ...]:
    """Every source of the directory's `*.yml` files, by file name.

    Raises SourceError, which names file, key and the nearest right one, for a directory that is missing or holds no
    YAML, and for a file of another ending, not in UTF-8, with an unknown, missing, repeated or mistyped key, an
    unknown platform or division, an id that is not the file's name, or a listing outside the allowed hosts.
    """
    return tuple(load_source(path, known_divisions) for path in source_files(directory))


def source_files(directory: Path) -> list[Path]:
    """The directory's source files by name. Raises SourceError as `load_sources` does of a directory."""
    if not directory.is_dir():
        raise SourceError(f"{directory} is not a directory", "Name the directory that holds the sources' YAML files.")
    for path in sorted(directory.iterdir()):
        if path.suffix.lower() in (".yaml", ENDING) and path.suffix != ENDING:
            raise SourceError(f"{path}: a source's file ends in {ENDING}", f"Rename it to {path.stem}{ENDING}.")
    paths = sorted(directory.glob(f"*{ENDING}"))
    if not paths:
        raise SourceError(f"{directory} holds no source", "Add one YAML file a portal, named <id>.yml.")
    return paths


def load_source(path: Path, known_divisions: Collection[str]) -> Source:
    """The source of one file. Raises SourceError for the first thing that is wrong with it."""
    row = parsed(path)
    if fault := next(faults_of(path, row, known_divisions), None):
        raise fault
    return _source(row)


def _source(row: dict[str, Any]) -> Source:
    entries, fill = row["assertions"]["entries"], row["assertions"].get("fill", {})
    return Source(
        id=row["id"],
        publisher=row["publisher"],
        division=row["division"],
        platform=row["platform"],
        listings=tuple(row["listings"]),
        allowed_hosts=tuple(row["allowed_hosts"]),
        caveats=tuple(row.get("caveats", ())),
        delay_seconds=float(row["delay_seconds"]),
        loopback=row.get("loopback", False),
        tls=TlsAllowance(tuple(row["tls"]["allow"]), row["tls"]["reason"]) if "tls" in row else None,
        cadence=Cadence(**{key: int(days) for key, days in row["cadence"].items()}),
        assertions=Assertions(int(entries["min"]), int(entries["max"]), Fill(**fill)),
        titles=row.get("lookups", {}).get("title", {}),
    )


class _StrictLoader(yaml.CSafeLoader):
    """YAML in which a key stands once; the last of two would silently win otherwise."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise yaml.constructor.ConstructorError(None, None, f'the key "{twice[0]}" stands twice', node.start_mark)
        return super().construct_mapping(node, deep)


def parsed(path: Path) -> dict[str, Any]:
    """The keys and values of a file, not yet held to anything. Raises SourceError where it has none."""
    try:
        row = yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)  # noqa: S506 - it is a SafeLoader
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: byte {error.start} is not UTF-8", "Save the file in UTF-8.") from error
    except yaml.YAMLError as error:
        raise SourceError(f"{path}: this is not YAML ({error})", "Mend the file; the line is named above.") from error
    except ValueError as error:  # a date or number that YAML reads by its looks
        remedy = "Mend the value, or put it in quotes if it is text."
        raise SourceError(f"{path}: a value cannot be read ({error})", remedy) from error
    if not isinstance(row, dict):
        raise SourceError(f"{path}: a source is keys and values", f"Its keys are {', '.join(KEYS)}.")
    return row


def faults_of(path: Path, row: dict[str, Any], known_divisions: Collection[str]) -> Iterator[SourceError]:
    """Everything that is wrong with the keys and values of a file: their shapes, and what the sound ones say."""
    for what, remedy in mapping_faults(row, KEYS):
        yield SourceError(f"{path}: {what}", remedy)
    sound = {key: row[key] for key in KEYS if key in row and not any(mapping_faults({key: row[key]}, {key: KEYS[key]}))}
    for key, known in (("platform", PLATFORMS), ("division", known_divisions)):
        if key in sound:
            yield from _unknown(path, key, row[key], known)
    if sound.get("id", path.stem) != path.stem:
        yield SourceError(f'{path}: id "{row["id"]}" is not the file\'s name', f'Write id: "{path.stem}".')
    if "listings" in sound and "allowed_hosts" in sound:
        yield from _strange_hosts(path, row["listings"], row["allowed_hosts"])
    if "assertions" in sound:
        yield from _impossible(path, row["assertions"]["entries"])


def _unknown(path: Path, key: str, value: str, known: Collection[str]) -> Iterator[SourceError]:
    if value not in known:
        message = f'{path}: unknown {key} "{value}"{nearest(value, known)}'
        yield SourceError(message, f"Correct it, or add the {key} to the project.")


def _strange_hosts(path: Path, listings: list[str], allowed_hosts: list[str]) -> Iterator[SourceError]:
    for bare in allowed_hosts:
        if host_of(f"http://{bare}") != bare:
            yield SourceError(f'{path}: allowed_hosts has "{bare}"', "Write hosts bare: www.example.gov.cn")
    for url in listings:
        if not (host := host_of(url)):
            yield SourceError(f'{path}: listings has "{url}"', "A listing's address begins with http:// or https://.")
        elif host not in allowed_hosts:
            yield SourceError(
                f'{path}: listings has "{url}", whose host allowed_hosts does not name{nearest(host, allowed_hosts)}',
                f"Add {host} to allowed_hosts if it belongs to the publisher.",
            )


def _impossible(path: Path, entries: dict[str, int]) -> Iterator[SourceError]:
    if entries["min"] > entries["max"]:
        message = f"{path}: assertions.entries wants {entries['min']} or more and {entries['max']} or fewer"
        yield SourceError(message, "Swap min and max, or mend one.")
