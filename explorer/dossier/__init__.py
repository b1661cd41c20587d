"""A report's dossier as HTML: its text with every fact marked and told, for `fazhi report` and the explorer's page."""
