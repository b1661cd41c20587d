"""The text of documents in other formats than HTML: a module a format, each from bytes to lines."""
