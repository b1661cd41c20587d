"""From the bytes of a page to a document. Knows of no report and of no network."""
