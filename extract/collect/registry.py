"""The sources: a YAML file a portal, read strictly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extract.collect.hosts import host_of
from extract.errors import SourceError
from extract.knowledge import nearest
from extract.platforms import PLATFORMS
from extract.records import SourceRow


@dataclass(frozen=True, slots=True)
class Source:
    """A portal to collect from. `allowed_hosts` bear their port where it is not the scheme's own."""

    id: str
    publisher: str
    division: str
    platform: str
    listings: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    delay_seconds: float
    """Between an answer of a host and the next request to it."""
    loopback: bool = False
    """Whether the portal may stand on this machine."""
    caveats: tuple[str, ...] = ()

    def row(self) -> SourceRow:
        """The source's row in the warehouse."""
        return SourceRow(
            source_id=self.id,
            publisher=self.publisher,
            division_code=self.division,
            platform=self.platform,
            listing_urls="\n".join(self.listings),
            allowed_hosts="\n".join(self.allowed_hosts),
        )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(each) for each in value)


def _is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")


ENDING = ".yml"
"""Of a source's file. One of `.yaml` would be passed over in silence, so it is refused."""


@dataclass(frozen=True, slots=True)
class _Key:
    fits: Callable[[object], bool]
    shape: str
    needed: bool = True


KEYS = {
    "id": _Key(_is_text, "text"),
    "publisher": _Key(_is_text, "text"),
    "division": _Key(_is_text, "a code in quotes"),
    "platform": _Key(_is_text, "text"),
    "listings": _Key(_is_texts, "a list of addresses"),
    "allowed_hosts": _Key(_is_texts, "a list of hosts"),
    "delay_seconds": _Key(_is_seconds, "a number of seconds, 0 or more"),
    "loopback": _Key(lambda value: isinstance(value, bool), "true or false", needed=False),
    "caveats": _Key(lambda value: value == [] or _is_texts(value), "a list of texts", needed=False),
}


def load_sources(directory: Path, known_divisions: Collection[str]) -> tuple[Source, ...]:
    """Every source of the directory's `*.yml` files, by file name.

    Raises SourceError, which names file, key and the nearest right one, for a directory that is missing or holds no
    YAML, and for a file of another ending, not in UTF-8, with an unknown, missing, repeated or mistyped key, an
    unknown platform or division, an id that is not the file's name, or a listing outside the allowed hosts.
    """
    if not directory.is_dir():
        raise SourceError(f"{directory} is not a directory", "Name the directory that holds the sources' YAML files.")
    for path in sorted(directory.iterdir()):
        if path.suffix.lower() in (".yaml", ENDING) and path.suffix != ENDING:
            raise SourceError(f"{path}: a source's file ends in {ENDING}", f"Rename it to {path.stem}{ENDING}.")
    paths = sorted(directory.glob(f"*{ENDING}"))
    if not paths:
        raise SourceError(f"{directory} holds no source", "Add one YAML file a portal, named <id>.yml.")
    return tuple(_load(path, known_divisions) for path in paths)


def _load(path: Path, known_divisions: Collection[str]) -> Source:
    row = _parsed(path)
    _check_keys(path, row)
    _check_known(path, "platform", row["platform"], PLATFORMS)
    _check_known(path, "division", row["division"], known_divisions)
    if row["id"] != path.stem:
        raise SourceError(f'{path}: id "{row["id"]}" is not the file\'s name', f'Write id: "{path.stem}".')
    _check_hosts(path, row["listings"], row["allowed_hosts"])
    lists = {key: tuple(row.get(key, ())) for key in ("listings", "allowed_hosts", "caveats")}
    return Source(**{**row, **lists, "delay_seconds": float(row["delay_seconds"])})


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a key stands once; the last of two would silently win otherwise."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise yaml.constructor.ConstructorError(None, None, f'the key "{twice[0]}" stands twice', node.start_mark)
        return super().construct_mapping(node, deep)


def _parsed(path: Path) -> dict[str, Any]:
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


def _check_keys(path: Path, row: dict[str, Any]) -> None:
    for key, value in row.items():
        if key not in KEYS:
            raise SourceError(f'{path}: unknown key "{key}"{nearest(str(key), KEYS)}', f"Known are {', '.join(KEYS)}.")
        if not KEYS[key].fits(value):
            raise SourceError(f"{path}: {key} is {value!r}", f"{key} must be {KEYS[key].shape}.")
    for key, rule in KEYS.items():
        if rule.needed and key not in row:
            raise SourceError(f"{path}: no {key}", f"Add {key}: {rule.shape}.")


def _check_known(path: Path, key: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise SourceError(
            f'{path}: unknown {key} "{value}"{nearest(value, known)}', f"Correct it, or add the {key} to the project."
        )


def _check_hosts(path: Path, listings: list[str], allowed_hosts: list[str]) -> None:
    for bare in allowed_hosts:
        if host_of(f"http://{bare}") != bare:
            raise SourceError(f'{path}: allowed_hosts has "{bare}"', "Write hosts bare: www.example.gov.cn")
    for url in listings:
        if not (host := host_of(url)):
            raise SourceError(f'{path}: listings has "{url}"', "A listing's address begins with http:// or https://.")
        if host not in allowed_hosts:
            raise SourceError(
                f'{path}: listings has "{url}", whose host allowed_hosts does not name{nearest(host, allowed_hosts)}',
                f"Add {host} to allowed_hosts if it belongs to the publisher.",
            )
