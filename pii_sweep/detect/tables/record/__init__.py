"""Records in the text of programs."""
