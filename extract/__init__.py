"""From bytes to cited facts. Everything here but `collect` is pure: no files, no network, no clock."""

EXTRACTOR_VERSION = "3"
"""Written beside every report and fact; raised whenever a rule changes what is read from the same bytes."""
