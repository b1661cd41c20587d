"""The pages. Each is a module with a `PAGE`; this is the list of them, in the order of the API's documentation."""

from explorer.page import Page
from explorer.pages import (
    compare,
    coverage,
    division,
    division_list,
    gaps,
    home,
    indicator,
    indicator_list,
    issues,
    report,
    search,
)

PAGES: tuple[Page, ...] = (
    home.PAGE,
    coverage.PAGE,
    division_list.PAGE,
    division.PAGE,
    indicator_list.PAGE,
    indicator.PAGE,
    compare.PAGE,
    report.PAGE,
    search.PAGE,
    gaps.PAGE,
    issues.PAGE,
)
