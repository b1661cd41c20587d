"""Pages for a browser, each one file that needs nothing else: markup, weave (text and spans), marks, and the report."""
