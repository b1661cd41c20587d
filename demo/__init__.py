"""A small disclosure portal on loopback: three families of sites, pages of our own writing, the truth about them known.

Its places and figures are invented. It stands on nothing of fazhi, so that it cannot share fazhi's mistakes.
"""
