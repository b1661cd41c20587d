"""The families of sites in whose shape the demo serves its articles: a module each."""

from __future__ import annotations

from demo.families import gkmlpt, hanweb, trs
from demo.families.base import Family

FAMILIES: dict[str, Family] = {module.FAMILY.name: module.FAMILY for module in (hanweb, trs, gkmlpt)}
"""Every family by the name of its platform."""
