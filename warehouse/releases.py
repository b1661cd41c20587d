"""The directory of releases: which there are, which are whole, and which one `latest` names."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extract.errors import HeldError, ReleaseError
from warehouse.files import PREFIX, new_directory, sync_directory
from warehouse.manifest import MANIFEST, Manifest, find_damage, read_manifest

LATEST = "latest"
"""The link to the release that readers open."""


@dataclass(frozen=True, slots=True)
class Found:
    """A release as it stands on the disk. `damage` says what is wrong with it, or is None; so is what can't be read."""

    release_id: str
    is_latest: bool
    damage: str | None
    manifest: Manifest | None


@contextmanager
def held(releases: Path) -> Iterator[None]:
    """Be the only one that publishes to a directory, or moves its link; what a killed one left is swept.

    The lock is the kernel's and falls with the process. Raises HeldError where another holds it.
    """
    releases.mkdir(parents=True, exist_ok=True)
    opened = os.open(releases, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for leftover in releases.glob(f"{PREFIX}*"):
            shutil.rmtree(leftover)
        yield
    except BlockingIOError as error:
        raise HeldError(f"{releases}: another process is publishing there", "Wait until it ends.") from error
    finally:
        os.close(opened)


def latest_id(releases: Path) -> str | None:
    """The release that `latest` names, whether or not it is there; None where nothing was published."""
    link = releases / LATEST
    return link.readlink().name if link.is_symlink() else None


def release_ids(releases: Path) -> list[str]:
    """All releases that are there, the newest first, damaged ones as well."""
    if not releases.is_dir():
        return []
    found = [path for path in releases.iterdir() if path.is_dir() and not path.is_symlink()]
    named = [path for path in found if not path.name.startswith(".")]
    return [path.name for path in sorted(named, key=_age, reverse=True)]


def _age(directory: Path) -> tuple[int, str]:
    manifest = directory / MANIFEST
    return (manifest if manifest.is_file() else directory).stat().st_mtime_ns, directory.name


def find_releases(releases: Path, *, thorough: bool = False) -> list[Found]:
    """All releases, the newest first, with what is wrong with each; one that `latest` names and is not there, too."""
    latest = latest_id(releases)
    names = release_ids(releases)
    if latest is not None and latest not in names:
        names.insert(0, latest)
    return [_find(releases / name, latest, thorough=thorough) for name in names]


def _find(directory: Path, latest: str | None, *, thorough: bool) -> Found:
    is_latest = directory.name == latest
    if not directory.is_dir():
        return Found(directory.name, is_latest, f"{LATEST} names it, and it is not there", None)
    damage = find_damage(directory, thorough=thorough)
    try:
        manifest = read_manifest(directory)
    except ReleaseError:
        manifest = None
    return Found(directory.name, is_latest, damage, manifest)


def verify(releases: Path, release_id: str | None) -> list[Found]:
    """Read every byte of a release, or of all. Raises ReleaseError where there is none of that id."""
    if release_id is None:
        return find_releases(releases, thorough=True)
    _require(releases, release_id)
    return [_find(releases / release_id, latest_id(releases), thorough=True)]


def _require(releases: Path, release_id: str) -> None:
    names = release_ids(releases)
    if release_id not in names:
        raise ReleaseError(
            f"{releases}: there is no release {release_id!r}", f"There are: {', '.join(names) or 'none yet'}."
        )


def last_good(releases: Path) -> Manifest | None:
    """What the next release is held against: what readers see, or the newest whole one where that is damaged."""
    found = [release for release in find_releases(releases) if release.damage is None]
    found.sort(key=lambda release: not release.is_latest)
    return found[0].manifest if found else None


def roll_back(releases: Path, release_id: str | None = None) -> str:
    """Point `latest` at another release, by one rename: by default the one that was held to be good before it.

    Every byte of it is read first. Raises ReleaseError, naming those that are whole, where it is damaged or none is
    left to go to; HeldError where another process is publishing.
    """
    with held(releases):
        target = release_id or _before_latest(releases)
        _require(releases, target)
        if damage := find_damage(releases / target, thorough=True):
            whole = [found.release_id for found in find_releases(releases, thorough=True) if found.damage is None]
            raise ReleaseError(
                f"{releases / target} is damaged: {damage}", f"Whole are: {', '.join(whole) or 'none: publish again'}."
            )
        point_latest(releases, target)
    return target


def _before_latest(releases: Path) -> str:
    latest, names = latest_id(releases), release_ids(releases)
    if latest in names:
        if (previous := _previous(releases / latest)) in names:
            return str(previous)
        names = names[names.index(latest) + 1 :]
    if not names:
        raise ReleaseError(f"{releases}: there is no release before {latest}", "Publish one first.")
    return names[0]


def _previous(directory: Path) -> str | None:
    try:
        return read_manifest(directory).previous
    except ReleaseError:
        return None


def point_latest(releases: Path, release_id: str) -> None:
    """Swap the link by a rename: at no moment is there none."""
    sync_directory(releases)
    link = new_directory(releases) / LATEST
    link.symlink_to(release_id)
    link.replace(releases / LATEST)
    link.parent.rmdir()
    sync_directory(releases)


def forget_old(releases: Path, keep: int) -> None:
    """Remove all but the newest `keep`, the one that `latest` names, and the one to roll back to from there.

    One that is half removed must not look like a release: it is moved aside first.
    """
    latest = latest_id(releases)
    kept = {latest, _previous(releases / str(latest)), *release_ids(releases)[:keep]}
    for name in release_ids(releases):
        if name not in kept:
            aside = new_directory(releases)
            (releases / name).rename(aside / name)
            shutil.rmtree(aside)
