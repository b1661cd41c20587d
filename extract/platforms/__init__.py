"""Families of sites: one module each, for how its listings page and for where its pages keep header and body."""

from __future__ import annotations

from extract.platforms import (
    beijing,
    boda,
    generic,
    gkmlpt,
    hanweb,
    hanweb_jpaas,
    hexmon,
    hunan,
    jhtml,
    lonsun,
    nfcms,
    schex,
    shanghai,
    trs,
    was5,
)
from extract.platforms.base import Platform

PLATFORMS: dict[str, Platform] = {
    module.PLATFORM.name: module.PLATFORM
    for module in (
        hanweb,
        trs,
        gkmlpt,
        nfcms,
        hunan,
        hexmon,
        schex,
        hanweb_jpaas,
        was5,
        boda,
        lonsun,
        beijing,
        shanghai,
        jhtml,
        generic,
    )
}
"""Every family by its name in the sources' YAML."""
