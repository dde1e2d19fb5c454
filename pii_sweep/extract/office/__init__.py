"""Word-processor and presentation files, RTF, and the containers they are kept in."""
