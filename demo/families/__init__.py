"""The families of sites in whose shape the demo serves its articles: a module each."""

from __future__ import annotations

from demo.families import (
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
from demo.families.base import Family

FAMILIES: dict[str, Family] = {
    module.FAMILY.name: module.FAMILY
    for module in (
        hanweb,
        trs,
        gkmlpt,
        nfcms,
        hunan,
        hexmon,
        schex,
        beijing,
        shanghai,
        jhtml,
        generic,
        hanweb_jpaas,
        was5,
        boda,
        lonsun,
    )
}
"""Every family by the name of its platform."""
