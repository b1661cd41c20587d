"""From a document to its facts. Knows of no page and no site."""
