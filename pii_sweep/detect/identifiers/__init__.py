"""One module an identifier, named after it: its pattern, check, context words and source."""
