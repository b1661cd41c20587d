"""Families of sites: one module each, for how its listings page and for where its pages keep header and body."""

from __future__ import annotations

from extract.platforms import gkmlpt, hanweb, trs
from extract.platforms.base import Platform

PLATFORMS: dict[str, Platform] = {module.PLATFORM.name: module.PLATFORM for module in (hanweb, trs, gkmlpt)}
"""Every family by its name in the sources' YAML."""
