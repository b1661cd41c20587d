"""The explorer: the latest release in a browser. Pages are functions of a release; their queries are files."""
