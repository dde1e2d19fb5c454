"""XML and HTML, read by events."""
